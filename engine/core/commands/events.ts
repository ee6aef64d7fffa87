import type { Command } from '../../model/command.ts';
import type { SubscriptionState } from '../../model/instance.ts';
import type { FlowNode } from '../../model/procedure.ts';
import type { Variables } from '../../model/variables.ts';
import { procedureOf, type Run } from '../run.ts';
import { consumeSubscription } from '../subscriptions.ts';
import { admit, refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** A timer whose time has come. One that is not due is refused: a late duplicate must not fire the next round of a cycle. */
export function fire(run: Run, { timer }: Of<'timer.fire'>): void {
  const sub = find(run, timer, 'timer');
  const due = sub.due ?? 0;
  if (due > run.world.now)
    refuse('conflict', `Expected timer ${timer} to be due but it is due at ${new Date(due).toISOString()}`, takes(run));
  run.consumed = { kind: 'timer', id: timer };
  run.events.push({ type: 'timer.fired', element: sub.n });
  occur(run, sub, {});
}

export function message(run: Run, { subscription, variables }: Of<'message'>): void {
  const payload = admit(variables);
  const sub = find(run, subscription, 'message');
  run.consumed = { kind: 'subscription', id: subscription };
  run.events.push({ type: 'message.received', element: sub.n, name: sub.name ?? '', key: sub.key ?? '' });
  occur(run, sub, payload);
}

/** Reaches every subscription of the instance by its age, the outer before the inner; one that an earlier receiver ended is void. */
export function signal(run: Run, { name, variables }: Of<'signal'>): void {
  const payload = admit(variables);
  const receivers = [...run.subs.values()].filter((sub) => sub.k === 'signal' && sub.name === name);
  if (receivers.length === 0)
    refuse('not-found', `Expected something to wait for signal ${name} but nothing does`, takes(run));
  for (const sub of receivers) {
    run.events.push({ type: 'signal.received', element: sub.n, name });
    occur(run, sub, payload);
  }
}

function occur(run: Run, sub: SubscriptionState, variables: Variables): void {
  const id = sub.t!;
  const again = consumeSubscription(run, sub, eventOf(run, sub));
  run.queue.push(['trigger', id, { again, element: sub.n, variables }]);
}

const eventOf = (run: Run, sub: SubscriptionState): FlowNode =>
  procedureOf(run, run.world, run.tokens.get(sub.t!)!.s).nodes[sub.n]!;

function find(run: Run, id: number, kind: SubscriptionState['k']): SubscriptionState {
  const sub = run.subs.get(id);
  if (!sub) return refuse('not-found', `Expected ${kind} subscription ${id} to wait but there is none`, takes(run));
  if (sub.k !== kind)
    return refuse('conflict', `Expected ${id} to wait for a ${kind} but it waits for a ${sub.k}`, takes(run));
  return sub;
}
