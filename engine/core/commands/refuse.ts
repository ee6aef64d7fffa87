import { Rejected, type Rejection, reject } from '../../model/rejection.ts';
import type { Variables } from '../../model/variables.ts';
import { canonicalVariables } from '../json.ts';
import type { Run } from '../run.ts';
import { waitsOf } from '../waits.ts';

/** Stops a command that cannot be carried out; the step turns it into the rejection. */
export function refuse(code: Rejection['code'], message: string, allowed?: readonly string[]): never {
  throw new Rejected(reject(code, message, allowed));
}

/** Names in one command: each is written by itself, and tens of thousands would take minutes. */
const MAX_NAMES = 500;

/** Variables of a command, checked and in stored order. */
export function admit(variables: Variables | undefined): Variables {
  const names = Object.keys(variables ?? {}).length;
  if (names > MAX_NAMES)
    refuse('budget', `Expected at most ${MAX_NAMES} variables in a command but there are ${names}`);
  try {
    return canonicalVariables(variables);
  } catch (error) {
    return refuse('invalid', (error as Error).message);
  }
}

const TAKES = {
  task: ['task.claim', 'task.release', 'task.transfer', 'task.delegate', 'task.return', 'task.complete'],
  job: ['job.complete', 'job.fail', 'job.error'],
  timer: ['timer.fire'],
  subscription: ['message', 'signal'],
  incident: ['incident.resolve', 'incident.skip'],
} as const;

/** What an instance takes while it is suspended, and while work is left over. */
export const WHILE_SUSPENDED: readonly string[] = ['variables.set', 'resume', 'modify', 'migrate', 'cancel'];
export const WITH_WORK_LEFT: readonly string[] = ['continue', 'suspend', 'cancel'];

/** Commands that something in the instance takes now. */
export function takes(run: Run): readonly string[] {
  if (run.status !== 'active') return [];
  if (run.suspended) return WHILE_SUSPENDED;
  if (run.queue.length > 0) return WITH_WORK_LEFT;
  const open = waitsOf(run, run.world);
  const kinds = new Set(open.map(({ kind }) => kind));
  const named = (Object.keys(TAKES) as (keyof typeof TAKES)[]).filter((kind) => kinds.has(kind));
  const adHoc = [...run.scopes.values()].some(({ h }) => h !== undefined);
  const delegated = open.some((wait) => wait.kind === 'task' && wait.owner !== undefined);
  return [
    ...named.flatMap((kind): readonly string[] => TAKES[kind]),
    ...(delegated ? ['task.resolve'] : []),
    ...(adHoc ? ['activate'] : []),
    'variables.set',
    'suspend',
    'modify',
    'migrate',
    'cancel',
  ];
}
