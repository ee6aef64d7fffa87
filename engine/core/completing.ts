import type { TokenState } from '../model/instance.ts';
import type { FlowNode } from '../model/procedure.ts';
import type { Variables } from '../model/variables.ts';
import { progress } from './ad-hoc.ts';
import { remember } from './compensation.ts';
import { joinByDefault } from './joins.ts';
import { completeBody } from './loops.ts';
import { isBody, nodeOf, type Run } from './run.ts';
import { depart, departAnyhow, moveByDefault } from './tokens.ts';
import { assign, evaluateMappings, leniently } from './variables.ts';

/** Results are kept, by the output mappings or under their own names, and the flows are taken. */
export function complete(run: Run, id: number, results: Variables): void {
  const token = run.tokens.get(id)!;
  const node = nodeOf(run, run.world, token);
  if (isBody(run, token)) {
    completeBody(run, token, node, results);
    return;
  }
  if (node.outputs.length > 0 && !node.loop) assign(run, token.s, evaluateMappings(run, node.outputs, id, results));
  else assign(run, id, results);
  if (!node.loop) remember(run, token, node);
  depart(run, id);
  progress(run, token.s);
}

/**
 * The same when somebody has decided to go on without what held it up: what cannot be evaluated is left out (results are
 * then kept under their own names, and a condition counts as false), and where no flow can be chosen the default is taken.
 */
export function completeAnyhow(run: Run, id: number, results: Variables): void {
  const token = run.tokens.get(id)!;
  const node = nodeOf(run, run.world, token);
  if (isBody(run, token)) completeBody(run, token, node, results, true);
  else if (node.kind === 'exclusiveGateway') moveByDefault(run, id);
  else if (node.kind.endsWith('Gateway')) joinByDefault(run, token, node);
  else goOn(run, token, node, results);
}

function goOn(run: Run, token: TokenState, node: FlowNode, results: Variables): void {
  const read = () => evaluateMappings(run, node.outputs, token.i, results);
  const mapped = node.outputs.length > 0 && !node.loop ? leniently(true, read, undefined) : undefined;
  if (mapped) assign(run, token.s, mapped);
  else assign(run, token.i, results);
  if (!node.loop) remember(run, token, node, true);
  departAnyhow(run, token.i);
  leniently(true, () => progress(run, token.s), undefined);
}
