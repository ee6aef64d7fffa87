import { appendFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { JobAction, Outcome } from '../../engine/model/door.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { inner, outer } from '../support/chain.ts';
import { by, engineOn, fixture, openTask, town } from '../support/engine.ts';
import { byMessage, bySignal, byTime, passing, startedBy } from '../support/starts.ts';

/** The effect of a job: a row whose key is unique, so that a second effect would be an error. */
export const actions: Readonly<Record<string, JobAction<Trx>>> = {
  'order.issue': async ({ trx }, job) => {
    await sql`insert into sent values (${job.town}, ${job.key})`.execute(trx);
    return { order: job.key };
  },
};

export async function deployAll({ engine }: ReturnType<typeof engineOn>): Promise<void> {
  for (const files of [
    fixture('mediation'),
    fixture('order'),
    fixture('payment'),
    inner,
    outer,
    hourly,
    received,
    storms,
  ])
    await engine.deploy(town, files, { by: by.actor, note: '' });
}

/** What begins by itself: by the clock, by a message, by a signal that another throws. */
const hourly = startedBy('hourly', { tick: byTime('timeCycle', 'R/PT20M'), storm: bySignal('storm') });
const received = startedBy('received', { ordered: byMessage('ordered') });
const storms = passing('storms', 'intermediateThrowEvent', bySignal('storm'));

/**
 * Work of every kind: tasks, jobs, timers, messages, steps beyond their budget. Whatever was answered is written to a
 * file at once, outside the database, as a caller would remember it.
 */
export async function work(url: string, acknowledgements: string): Promise<void> {
  const on = engineOn(url, { actions });
  const keep = async (running: Promise<Outcome | undefined>) => {
    const outcome = await running;
    if (outcome)
      appendFileSync(acknowledgements, `${JSON.stringify({ instance: outcome.instance, rev: outcome.rev })}\n`);
    return outcome;
  };
  const start = (name: string, variables: Record<string, string | number>) =>
    keep(on.engine.start(town, { process: name, variables }, by));
  for (let round = 0; round < 3; round++) {
    const started = await Promise.all([
      start('mediation', { level: 1 }),
      start('order', { department: '人社局' }),
      start('order', { department: '住建局' }),
      start('payment', { case: `kept-${process.pid}-${round}` }),
      start('payment', { case: `late-${process.pid}-${round}` }),
      start('counting', { n: 0 }),
      start('storms', {}),
      keep(
        on.engine.correlate(
          town,
          { name: 'order.new', key: `new-${process.pid}-${round}` },
          { ...by, idempotencyKey: `new-${process.pid}-${round}` },
        ),
      ),
      // Kept until the payment process of the next round waits for it.
      on.engine.correlate(town, { name: 'agreement.paid', key: `late-${process.pid}-${round + 1}`, ttl: 'P1D' }, by),
    ]);
    const { instance } = started[0]!;
    const task = await openTask(on.pool, instance, 'intake');
    await Promise.all([
      keep(on.engine.execute({ town, instance }, { type: 'task.claim', task, user: 'a' }, by)),
      keep(
        on.engine.execute(
          { town, instance },
          { type: 'task.complete', task, user: 'a' },
          { ...by, idempotencyKey: `intake-${instance}` },
        ),
      ),
      keep(on.engine.correlate(town, { name: 'agreement.paid', key: `kept-${process.pid}-${round}` }, by)),
    ]);
    const choice = { instances: [started[0]!.instance, started[1]!.instance] };
    for (const kind of ['suspend', 'resume'] as const) {
      const idempotencyKey = `${kind}-${process.pid}-${round}`;
      await on.engine.operations.begin(town, { kind, choice, reason: '核查' }, { ...by, idempotencyKey });
      on.clock.advance(1);
    }
    on.clock.advance('PT20M');
    await on.engine.drain();
  }
  await on.close();
}

const [, , url, acknowledgements] = process.argv;
if (import.meta.main && url && acknowledgements) await work(url, acknowledgements);
