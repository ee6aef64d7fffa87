import type { Command } from '../../model/command.ts';
import type { SubscriptionState } from '../../model/instance.ts';
import type { Variables } from '../../model/variables.ts';
import { occur, receiveSignal } from '../occurring.ts';
import type { Run } from '../run.ts';
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
  come(run, sub, {});
}

export function message(run: Run, { subscription, variables }: Of<'message'>): void {
  const payload = admit(variables);
  const sub = find(run, subscription, 'message');
  run.consumed = { kind: 'subscription', id: subscription };
  run.events.push({ type: 'message.received', element: sub.n, name: sub.name ?? '', key: sub.key ?? '' });
  come(run, sub, payload);
}

/** Broadcasts to everything in the instance that waits for the signal. */
export function signal(run: Run, { name, variables }: Of<'signal'>): void {
  const payload = admit(variables);
  if (receiveSignal(run, name, payload) === 0)
    refuse('not-found', `Expected something to wait for signal ${name} but nothing does`, takes(run));
}

function come(run: Run, sub: SubscriptionState, variables: Variables): void {
  const op = occur(run, sub, variables);
  if (op) run.queue.push(op);
}

function find(run: Run, id: number, kind: SubscriptionState['k']): SubscriptionState {
  const sub = run.subs.get(id);
  if (!sub || sub.got !== undefined)
    return refuse('not-found', `Expected ${kind} subscription ${id} to wait but there is none`, takes(run));
  if (sub.k !== kind)
    return refuse('conflict', `Expected ${id} to wait for a ${kind} but it waits for a ${sub.k}`, takes(run));
  return sub;
}
