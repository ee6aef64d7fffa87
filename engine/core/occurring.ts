import { EvaluationError } from '../model/expression.ts';
import type { SubscriptionState } from '../model/instance.ts';
import type { FlowNode } from '../model/procedure.ts';
import type { Variables } from '../model/variables.ts';
import { raise } from './incidents.ts';
import { change, type Op, procedureOf, type Run } from './run.ts';
import { consumeSubscription, triggersOf } from './subscriptions.ts';
import { isTrue } from './variables.ts';

/** What has come for a subscription, as an operation on who waits for it; nothing while others must come too. */
export function occur(run: Run, sub: SubscriptionState, variables: Variables): Op | undefined {
  const node = eventOf(run, sub);
  const owner = (sub.t ?? sub.s)!;
  if (!node.parallel) {
    const again = consumeSubscription(run, sub, node);
    return ['trigger', owner, { again, element: sub.n, variables }];
  }
  change(run.subs, sub.i, { got: variables, due: undefined, left: undefined, every: undefined });
  const all = [...run.subs.values()].filter(({ n, t, s }) => n === sub.n && t === sub.t && s === sub.s);
  if (all.some(({ got }) => got === undefined)) return undefined;
  for (const { i } of all) run.subs.delete(i);
  return [
    'trigger',
    owner,
    { again: false, element: sub.n, variables: Object.assign({}, ...all.map(({ got }) => got)) },
  ];
}

/** Reaches every subscription of the instance by its age, the outer before the inner; one that an earlier receiver ended is void. */
export function receiveSignal(run: Run, name: string, variables: Variables): number {
  const receivers = signalled(run, name);
  for (const sub of receivers) {
    run.events.push({ type: 'signal.received', element: sub.n, name });
    const op = occur(run, sub, variables);
    if (op) run.queue.push(op);
  }
  return receivers.length;
}

const signalled = (run: Run, name: string): readonly SubscriptionState[] =>
  [...run.subs.values()].filter((sub) => sub.k === 'signal' && sub.name === name && sub.got === undefined);

/** Conditional events whose condition has become true since it was last looked at go before all other work. */
export function lookAtConditions(run: Run): void {
  run.dirty = false;
  const ops: Op[] = [];
  for (const sub of [...run.subs.values()]) {
    if (sub.k !== 'conditional' || sub.got !== undefined || !run.subs.has(sub.i)) continue;
    const holds = holdsNow(run, sub);
    if (holds === sub.last) continue;
    change(run.subs, sub.i, { last: holds });
    if (!holds) continue;
    run.events.push({ type: 'condition.met', element: sub.n });
    const op = occur(run, run.subs.get(sub.i)!, {});
    if (op) ops.push(op);
  }
  run.queue.unshift(...ops);
}

/** A condition that fails counts as false; an incident says so once, and goes with who waits. */
function holdsNow(run: Run, sub: SubscriptionState): boolean {
  const { condition } = triggersOf(eventOf(run, sub))[sub.m ?? 0]!;
  const owner = (sub.t ?? sub.s)!;
  try {
    return isTrue(run, condition!, owner, undefined, 'unless null');
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const known = [...run.incidents.values()].some(({ n, op }) => n === sub.n && (op as Op | undefined)?.[1] === owner);
    if (!known) raise(run, sub.n, 'evaluation', error.message, { op: ['conditions', owner] });
    return false;
  }
}

export const eventOf = (run: Run, sub: SubscriptionState): FlowNode =>
  procedureOf(run, run.world, sub.t === undefined ? sub.s! : run.tokens.get(sub.t)!.s).nodes[sub.n]!;
