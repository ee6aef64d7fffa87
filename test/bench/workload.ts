import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, Outcome } from '../../engine/model/door.ts';
import type { Trx } from '../../engine/store/statement.ts';

export const town = 440783104;
const actor = { kind: 'user', id: 'u-bench' } as const;
const completionsEach = 5;

/** Intake → gateway → mediation → fork into two → join → follow-up: five tasks that people complete. */
export async function deployWorkload(engine: Engine<Trx>): Promise<void> {
  const text = readFileSync(join(import.meta.dirname, '../engine/store/fixtures/mediation.bpmn'), 'utf8');
  await engine.deploy(town, [{ path: 'procedure.bpmn', text }], { by: actor, note: '' });
}

const openedTasks = (outcome: Outcome): number[] =>
  outcome.effects.flatMap((effect) =>
    effect.type === 'opened' && effect.wait.kind === 'task' ? [effect.wait.id] : [],
  );

export interface Started {
  readonly instance: string;
  readonly tasks: readonly number[];
}

/** @param filed each under a key of its own, by which its tasks are found together */
export async function startInstances(engine: Engine<Trx>, count: number, filed = false): Promise<readonly Started[]> {
  const outcomes = await Promise.all(
    Array.from({ length: count }, () =>
      engine.start(
        town,
        { process: 'mediation', variables: { level: 1 }, ...(filed ? { businessKey: randomUUID() } : {}) },
        { actor },
      ),
    ),
  );
  return outcomes.map((outcome) => ({ instance: outcome.instance, tasks: openedTasks(outcome) }));
}

export interface Figure {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** `callers` people work through the instances, each one command after the other; every completion is timed. */
export async function measure<T>(
  callers: number,
  items: readonly T[],
  complete: (item: T, timed: Timed) => Promise<void>,
): Promise<Figure> {
  const waiting = [...items];
  const latencies: number[] = [];
  const timed: Timed = async (action) => {
    const from = performance.now();
    const result = await action();
    latencies.push(performance.now() - from);
    return result;
  };
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let item = waiting.pop(); item; item = waiting.pop()) await complete(item, timed);
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]! * 10) / 10;
  if (latencies.length !== items.length * completionsEach)
    throw new Error(`Expected ${items.length * completionsEach} completions but timed ${latencies.length}`);
  return { perSecond: Math.round(latencies.length / seconds), p50: at(0.5), p99: at(0.99) };
}

type Timed = <T>(action: () => Promise<T>) => Promise<T>;

/** Through the engine's door. */
export const throughEngine =
  (engine: Engine<Trx>) =>
  async (started: Started, timed: Timed): Promise<void> => {
    const tasks = [...started.tasks];
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const command = { type: 'task.complete', task, user: actor.id } as const;
      const outcome = await timed(() => engine.execute({ town, instance: started.instance }, command, { actor }));
      tasks.push(...openedTasks(outcome));
    }
  };
