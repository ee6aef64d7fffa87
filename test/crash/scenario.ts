import { appendFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { JobAction, Outcome } from '../../engine/model/door.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { inner, outer } from '../support/chain.ts';
import { by, engineOn, fixture, openTask, town } from '../support/engine.ts';

/** The effect of a job: a row whose key is unique, so that a second effect would be an error. */
export const actions: Readonly<Record<string, JobAction<Trx>>> = {
  'order.issue': async ({ trx }, job) => {
    await sql`insert into sent values (${job.town}, ${job.key})`.execute(trx);
    return { order: job.key };
  },
};

export async function deployAll({ engine }: ReturnType<typeof engineOn>): Promise<void> {
  for (const files of [fixture('mediation'), fixture('order'), fixture('payment'), inner, outer])
    await engine.deploy(town, files, { by: by.actor, note: '' });
}

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
    on.clock.advance('PT20M');
    await on.engine.drain();
  }
  await on.close();
}

const [, , url, acknowledgements] = process.argv;
if (import.meta.main && url && acknowledgements) await work(url, acknowledgements);
