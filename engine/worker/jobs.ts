import type { Actor, JobAction } from '../model/door.ts';
import { Rejected } from '../model/rejection.ts';
import { commandRequest } from '../runtime/requests.ts';
import { crashPoint } from '../store/crash-point.ts';
import { type ClaimedJob, claimJobs, type JobKey, type ReadyJob, readyJobs } from '../store/ops/claim-jobs.ts';
import type { Trx } from '../store/statement.ts';
import type { HeldJob } from '../store/unit-of-work/request.ts';
import { bulk, claimDue, leaseUntil, type Pass, type WorkerContext } from './context.ts';
import { limited } from './limit.ts';

export type Actions = Readonly<Record<string, JobAction<Trx>>>;

/**
 * Runs ready jobs whose type has an action here; others wait for whoever has one. Action and completion are one command,
 * so what the action wrote happened exactly once. What goes wrong is dealt with in the batch (next attempt, incident).
 *
 * Jobs that a dead process held may be what killed it: they run one at a time, after the others and with none of them
 * beside. So a job that kills every process spends its own attempts, and of everybody else's at most one.
 */
export function jobPass(context: WorkerContext, actions: Actions): Pass {
  const limitedActions = Object.fromEntries(Object.entries(actions).map(([type, action]) => [type, limited(action)]));
  const types = Object.keys(actions);
  if (types.length === 0) return async () => 0;
  const claim = async (town: number, mine: readonly JobKey[]) => {
    const now = context.clock.now();
    const ids = [mine.map((row) => row.instance_id), mine.map((row) => row.job_no)];
    return (await context.database.executeQuery(claimJobs(town, now, leaseUntil(now), ...ids))).rows;
  };
  const runAll = async (claimed: readonly ClaimedJob[]) => {
    if (claimed.length > 0) crashPoint('job:claimed');
    await Promise.all(claimed.map((row) => run(context, row, limitedActions[row.type]!)));
    return claimed.length;
  };
  return async (town) => {
    let suspects: readonly ReadyJob[] = [];
    const look = async () => {
      const { rows } = await context.database.executeQuery(readyJobs(context.clock.now(), bulk, town ?? null, types));
      suspects = rows.filter((row) => row.left_behind);
      return rows.filter((row) => !row.left_behind);
    };
    let done = await runAll((await claimDue(look, claim)).claimed);
    for (const one of suspects) done += await runAll(await claim(one.town_id, [one]));
    return done;
  };
}

async function run(context: WorkerContext, row: ClaimedJob, action: JobAction<Trx>): Promise<void> {
  const ref = { town: row.town_id, instance: row.instance_id };
  const actor: Actor = { kind: 'system', id: row.type };
  try {
    const request = commandRequest(ref, { type: 'job.complete', job: row.job_no }, { actor });
    await context.submit({ ...request, held: heldJob(row, action) });
  } catch (error) {
    // Ended, cancelled or taken over in the meantime: whoever did that has dealt with it.
    if (error instanceof Rejected)
      context.logger.info({ ...ref, job: row.job_no, code: error.code }, 'job had gone on');
    else
      context.logger.error(
        { ...ref, job: row.job_no, type: row.type, err: error },
        'job could not be ended; it is free again after its lease',
      );
  }
}

const heldJob = (row: ClaimedJob, action: JobAction<Trx>): HeldJob => ({
  job: {
    kind: 'job',
    id: row.job_no,
    town: row.town_id,
    instance: row.instance_id,
    procedure: row.procedure_key,
    element: row.element_id,
    type: row.type,
    input: row.input,
    headers: row.headers,
    retries: row.max_attempts,
    businessKey: row.business_key,
    key: `${row.instance_id}:${row.job_no}:job:0`,
    attempt: row.attempts,
  },
  fence: row.fence,
  action,
  attempts: row.attempts,
  maxAttempts: row.max_attempts,
});
