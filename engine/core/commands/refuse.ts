import { Rejected, type Rejection, reject } from '../../model/rejection.ts';
import type { Variables } from '../../model/variables.ts';
import { canonicalVariables } from '../json.ts';
import type { Run } from '../run.ts';
import { waitsOf } from '../waits.ts';

/** Stops a command that cannot be carried out; the step turns it into the rejection. */
export function refuse(code: Rejection['code'], message: string, allowed?: readonly string[]): never {
  throw new Rejected(reject(code, message, allowed));
}

/** Variables of a command, checked and in stored order. */
export function admit(variables: Variables | undefined): Variables {
  try {
    return canonicalVariables(variables);
  } catch (error) {
    return refuse('invalid', (error as Error).message);
  }
}

const TAKES = {
  task: ['task.claim', 'task.release', 'task.transfer', 'task.complete'],
  job: ['job.complete', 'job.fail', 'job.error'],
  timer: ['timer.fire'],
  subscription: ['message', 'signal'],
  incident: ['incident.resolve'],
} as const;

/** Commands that something in the instance takes now. */
export function takes(run: Run): readonly string[] {
  if (run.status !== 'active') return [];
  if (run.queue.length > 0) return ['continue', 'cancel'];
  const kinds = new Set(waitsOf(run, run.world).map(({ kind }) => kind));
  const named = (Object.keys(TAKES) as (keyof typeof TAKES)[]).filter((kind) => kinds.has(kind));
  const adHoc = [...run.scopes.values()].some(({ h }) => h !== undefined);
  return [...named.flatMap((kind) => TAKES[kind]), ...(adHoc ? ['activate'] : []), 'variables.set', 'cancel'];
}
