import type { ActionConfig } from '../elements/shared/fragments.ts';
import { EvaluationError } from '../model/expression.ts';
import type { IncidentCode } from '../model/instance.ts';
import type { FlowNode } from '../model/procedure.ts';
import type { Variables } from '../model/variables.ts';
import { type Ask, START } from './chart.ts';
import { raise } from './incidents.ts';
import { leave } from './leaving.ts';
import { change, nodeId, nodeIn, nodeOf, procedureOf, type Run } from './run.ts';
import { Stop } from './stop.ts';
import { isTrue } from './variables.ts';

/** Entered elements of one instance, before a person has to look whether it runs in a circle. */
export const MAX_ENTRIES = 10_000;

/** How a token begins: at a node, beyond an event that has happened, or in a container whose work is undone. */
export type Beginning = 'start' | 'happened' | 'undo';

/** Starts a token at a node of the scope. */
export function spawn(run: Run, scope: number, node: string, how: Beginning = 'start', v?: Variables): number {
  const id = ++run.n;
  run.tokens.set(id, { i: id, s: scope, n: START, ...(v ? { v } : {}) });
  move(run, id, `${how}:${node}`);
  return id;
}

/**
 * Sends an event to a token: the statechart says where it goes and what is asked on the way. A token that comes to rest
 * at a choice is held there by an incident.
 */
export function move(run: Run, id: number, event: string, ask?: Ask): void {
  const token = run.tokens.get(id)!;
  const procedure = procedureOf(run, run.world, token.s);
  const chart = run.behaviour.chart(procedure, run.scopes.get(token.s)!);
  const choice = new Choice(run, id);
  const moved = chart.move(token.n, event, ask ?? choice.ask);
  if (!moved)
    throw new Error(`Expected token ${id} at ${token.n} of ${procedure.key} to take ${event} but it does not`);
  const how = event.startsWith('trigger:') ? 'interrupted' : 'completed';
  for (const action of moved.actions) perform(run, id, action, how);
  change(run.tokens, id, { n: moved.state });
  if (moved.actions.some(({ type }) => type === 'begin')) {
    const begun = run.tokens.get(id)!;
    run.behaviour.begin(run, begun, nodeIn(procedure, begun));
  }
  if (moved.stuck) choice.stick(nodeId(moved.state));
}

/** A choice that cannot be made is made by the default flow. */
export const moveByDefault = (run: Run, id: number): void =>
  move(run, id, 'choose', ({ type }) => type === 'otherwise');

/** Takes the outgoing flows that the token's node gives way to: none ends the token, several fork it. */
export function depart(run: Run, id: number, local?: Variables): void {
  const node = nodeOf(run, run.world, run.tokens.get(id)!);
  takeAll(run, id, open(run, id, node, local), node.completionQuantity);
}

/** The same, by the default flow where conditions cannot be decided. */
export function departAnyhow(run: Run, id: number): void {
  const node = nodeOf(run, run.world, run.tokens.get(id)!);
  try {
    depart(run, id);
  } catch (error) {
    const undecided = error instanceof EvaluationError || (error instanceof Stop && error.code === 'no-condition');
    if (!undecided || node.default === undefined) throw error;
    takeAll(run, id, [node.default], node.completionQuantity);
  }
}

/** Takes these flows, each with as many tokens as its node gives. */
export function takeAll(run: Run, id: number, open: readonly string[], quantity = 1): void {
  const flows = open.flatMap((flow) => Array<string>(quantity).fill(flow));
  if (flows.length === 0) {
    consume(run, id);
    return;
  }
  // The tokens of a fork stand at the node before the first goes on, so that the scope cannot look empty in between.
  const { i: _, via: __, ...stand } = run.tokens.get(id)!;
  const others = flows.slice(1).map((flow) => {
    const other = ++run.n;
    run.tokens.set(other, { i: other, s: stand.s, n: stand.n });
    return [other, flow] as const;
  });
  for (const [token, flow] of [[id, flows[0] as string] as const, ...others]) move(run, token, `take:${flow}`);
}

/** The token has nothing left to do; its scope may be complete. */
export function consume(run: Run, id: number): void {
  const { s } = run.tokens.get(id)!;
  leave(run, id, 'completed');
  run.tokens.delete(id);
  run.queue.push(['close', s]);
}

/** Flows to take: every true or unconditional one; the default when no condition is true. */
function open(run: Run, id: number, node: FlowNode, local?: Variables): readonly string[] {
  const { flows } = procedureOf(run, run.world, run.tokens.get(id)!.s);
  const conditional = node.outgoing.filter((flow) => flow !== node.default && flows[flow]?.condition);
  if (conditional.length === 0) return node.outgoing;
  const held = conditional.filter((flow) => isTrue(run, flows[flow]!.condition!, id, local));
  const taken = node.outgoing.filter(
    (flow) => held.includes(flow) || (flow === node.default ? held.length === 0 : !conditional.includes(flow)),
  );
  if (taken.length > 0) return taken;
  throw new Stop('no-condition', noCondition(node.id), node.id);
}

const noCondition = (node: string): string =>
  `Expected one condition after ${node} to be true, or a default flow, but none is`;

/** Answers the guards of one move. Once a condition has failed no way is open, not even the default. */
class Choice {
  readonly run: Run;
  readonly id: number;
  failure: EvaluationError | undefined;
  constructor(run: Run, id: number) {
    this.run = run;
    this.id = id;
  }

  readonly ask: Ask = ({ type, params }) => {
    if (this.failure || type === 'otherwise') return !this.failure;
    const { run, id } = this;
    const { flows } = procedureOf(run, run.world, run.tokens.get(id)!.s);
    try {
      return isTrue(run, flows[params.flow]!.condition!, id);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      this.failure = error;
      return false;
    }
  };

  stick(node: string): void {
    const code: IncidentCode = this.failure ? 'evaluation' : 'no-condition';
    raise(this.run, node, code, this.failure?.message ?? noCondition(node), { op: ['choose', this.id] });
  }
}

function perform(
  run: Run,
  id: number,
  { type, params: { element } }: ActionConfig,
  how: 'completed' | 'interrupted',
): void {
  if (type === 'leave') leave(run, id, how);
  else if (type === 'pass') enter(run, id, element);
  else if (type === 'enter') change(run.tokens, id, { a: enter(run, id, element), via: undefined });
  else if (type === 'arrive') run.queue.push(['arrive', id]);
  else if (type === 'flow') {
    run.events.push({ type: 'flow', flow: element });
    change(run.tokens, id, { via: element });
  }
}

/** Records that an element was entered; the number of the activation. */
export function enter(run: Run, id: number, element: string): number {
  if (run.entries >= MAX_ENTRIES)
    throw new Stop('activations', `Expected at most ${MAX_ENTRIES} elements to be entered but ${element} is one more`);
  run.entries++;
  const activation = ++run.n;
  const scope = run.tokens.get(id)!.s;
  const procedure = procedureOf(run, run.world, scope);
  const called = procedure.key !== run.scopes.values().next().value?.p;
  run.events.push({
    type: 'entered',
    element,
    activation,
    scope,
    ...(called ? { procedure: procedure.key } : {}),
  });
  return activation;
}
