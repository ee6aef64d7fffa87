import { replayWorld } from '../../../engine/core/replay.ts';
import { step, waits } from '../../../engine/core/step.ts';
import type { Command } from '../../../engine/model/command.ts';
import type { HistoryEvent } from '../../../engine/model/event.ts';
import type { InstanceState } from '../../../engine/model/instance.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import type { Wait } from '../../../engine/model/wait.ts';
import type { Answer, World } from '../../../engine/model/world.ts';
import { plainCalendar } from '../../../engine/simulate/calendar.ts';
import { simulate } from '../../../engine/simulate/index.ts';
import type { Drawing } from './draw.ts';

/** One act of somebody in a run; `advance` lets two days go by. */
export type Act =
  | Extract<Command, { type: 'task.complete' | 'job.complete' | 'job.error' }>
  | { readonly type: 'message'; readonly name: string }
  | { readonly type: 'advance' };

export interface Ran {
  readonly state: InstanceState;
  readonly trace: readonly HistoryEvent[];
}

export const NOW = Date.parse('2026-03-02T09:00:00+08:00');
const DAY = 86_400_000;
const LONGEST_RUN = 2_000;

/**
 * What the plan lets somebody do now. Time goes by only when nothing else is left to do, for a step that is held waits for
 * its time limit and must not be late elsewhere.
 */
export function possible(
  { deeds, messages }: Drawing,
  open: readonly Wait[],
  sent: ReadonlySet<number>,
): readonly Act[] {
  const waiting = open.filter((wait) => wait.kind === 'subscription' && messages.has(wait.name) && !sent.has(wait.id));
  const told = (): boolean => waiting.length === 0;
  const acts = open.flatMap((wait): Act[] => {
    const deed = 'element' in wait ? deeds.get(wait.element) : undefined;
    if (wait.kind === 'task')
      return deed === 'hold' || (deed === 'message-first' && !told())
        ? []
        : [{ type: 'task.complete', task: wait.id, user: 'li' }];
    if (wait.kind === 'job')
      return [
        deed === 'fail' ? { type: 'job.error', job: wait.id, code: 'refused' } : { type: 'job.complete', job: wait.id },
      ];
    return [];
  });
  const calls = waiting.flatMap((wait): Act[] =>
    wait.kind === 'subscription' ? [{ type: 'message', name: wait.name }] : [],
  );
  return acts.length + calls.length > 0 ? [...acts, ...calls] : [{ type: 'advance' }];
}

/** Runs the plan by the simulation, in an order that `picks` decides; gives the acts, too. */
export function simulated(
  procedures: readonly Procedure[],
  drawing: Drawing,
  picks: readonly number[],
): Ran & { acts: readonly Act[] } {
  const simulation = simulate(procedures, { now: NOW });
  const acts: Act[] = [];
  const sent = new Set<number>();
  simulation.start('p');
  while (simulation.status() === 'active') {
    if (acts.length > LONGEST_RUN) throw new Error('Expected the run to end but it does not');
    const open = waits(simulation.state(), worldOf(procedures, simulation.now()));
    const incident = open.find(({ kind }) => kind === 'incident');
    if (incident) throw new Error(`Expected a run without incidents but: ${JSON.stringify(incident)}`);
    const ways = possible(drawing, open, sent);
    const act = ways[(picks[acts.length % picks.length] ?? 0) % ways.length]!;
    acts.push(act);
    if (act.type === 'task.complete') simulation.complete(act.task, {}, act.user);
    else if (act.type === 'job.complete') simulation.complete(act.job);
    else if (act.type === 'job.error') simulation.fail(act.job, { code: act.code });
    else if (act.type === 'advance') simulation.advance('P2D');
    else {
      const sub = subscriptionOf(open, act.name);
      sent.add(sub);
      simulation.message(act.name, 'k');
    }
  }
  return { state: simulation.state(), trace: simulation.trace, acts };
}

/**
 * Does the same acts with a stop and a restart after every step: the state goes through the text of jsonb, which orders
 * keys, and the procedures are what `fresh` gives. Then replays what was recorded, in a town that answers otherwise.
 */
export function restarted(fresh: () => readonly Procedure[], acts: readonly Act[]): Ran & { replayed: string } {
  let state: InstanceState | undefined;
  let now = NOW;
  const trace: HistoryEvent[] = [];
  const record: { command: Command; now: number; answers: readonly Answer[] }[] = [];
  const apply = (command: Command): void => {
    const result = step(state, command, worldOf(fresh(), now));
    if (result.rejected) throw new Error(`Expected ${command.type} to be taken but: ${result.message}`);
    record.push({ command, now, answers: result.answers });
    trace.push(...result.events);
    state = JSON.parse(JSON.stringify(result.state)) as InstanceState;
    if (state.queue) apply({ type: 'continue' });
  };
  const open = (): readonly Wait[] => (state?.status === 'active' ? waits(state, worldOf(fresh(), now)) : []);
  apply({ type: 'start', procedure: fresh().find(({ id }) => id === 'p')!.key, variables: {} });
  for (const act of acts) {
    if (act.type === 'message')
      apply({ type: 'message', subscription: subscriptionOf(open(), act.name), variables: {} });
    else if (act.type !== 'advance') apply({ ...act, variables: {} });
    else {
      const until = now + 2 * DAY;
      for (;;) {
        const due = open().flatMap((wait) => (wait.kind === 'timer' && wait.due <= until ? [wait] : []));
        const [timer] = due.sort((a, b) => a.due - b.due || a.id - b.id);
        if (!timer) break;
        now = Math.max(now, timer.due);
        apply({ type: 'timer.fire', timer: timer.id });
      }
      now = until;
    }
  }
  let again: InstanceState | undefined;
  for (const { command, now: then, answers } of record) {
    const changed: World = { ...worldOf(fresh(), then), latest: () => undefined, hasHands: () => false };
    const result = step(again, command, replayWorld(changed, answers));
    if (result.rejected) throw new Error(`Expected ${command.type} to replay but: ${result.message}`);
    again = result.state;
  }
  return { state: state!, trace, replayed: JSON.stringify(again) };
}

/** How often each element was entered and each flow was taken. */
export function tally(trace: readonly HistoryEvent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const event of trace) {
    const id = event.type === 'entered' ? event.element : event.type === 'flow' ? event.flow : undefined;
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

const subscriptionOf = (open: readonly Wait[], name: string): number =>
  open.find((wait) => wait.kind === 'subscription' && wait.name === name && wait.key === 'k')!.id;

const worldOf = (procedures: readonly Procedure[], now: number): World => ({
  now,
  procedure: (key) => procedures.find((procedure) => procedure.key === key),
  latest: (id) => procedures.find((procedure) => procedure.id === id),
  calendar: plainCalendar,
  hasHands: () => true,
});
