import { bodyVariables } from '../../core/loops.ts';
import { gather } from '../../core/reach.ts';
import { isAt, isBody, procedureOf, type Run } from '../../core/run.ts';
import { subscribeEvent } from '../../core/subscriptions.ts';
import { move } from '../../core/tokens.ts';
import { readInputs } from '../../core/variables.ts';
import type { TokenState } from '../../model/instance.ts';
import type { FlowNode } from '../../model/procedure.ts';

/**
 * An activity reads its inputs and attaches its boundary events. Its work begins in an operation of its own, after
 * everything attached has had its say. Of a loop the whole has the boundary events, and each instance reads the inputs.
 */
export function arriveAtActivity(run: Run, token: TokenState, node: FlowNode): void {
  if (isAt(token, 'gathering')) {
    gatherQuantity(run, token, node);
    return;
  }
  const instance = isBody(run, token);
  if (instance) readInputs(run, token.i, node.inputs, bodyVariables(token, node));
  // What a handler is given was read when the activity it undoes was done.
  else if (!node.loop && !(node.forCompensation && token.v)) readInputs(run, token.i, node.inputs);
  const { nodes } = procedureOf(run, run.world, token.s);
  if (!instance) for (const boundary of node.boundaries) subscribeEvent(run, { t: token.i }, nodes[boundary]!);
  run.queue.push(['go', token.i]);
}

/** An activity that needs several tokens begins with as many, from whatever flows they came. */
function gatherQuantity(run: Run, token: TokenState, node: FlowNode): void {
  const here = [...run.tokens.values()]
    .filter(({ s, n }) => s === token.s && n === token.n)
    .slice(0, node.startQuantity);
  if (here.length < node.startQuantity!) return;
  const survivor = gather(
    run,
    here.map(({ i }) => i),
  );
  move(run, survivor, 'gathered');
}
