import type { Command } from '../../model/command.ts';
import type { TokenState } from '../../model/instance.ts';
import type { FlowNode } from '../../model/procedure.ts';
import { raise } from '../incidents.ts';
import { nodeOf, type Run, works } from '../run.ts';
import { finish } from '../scopes.ts';
import { move } from '../tokens.ts';
import { admit, refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

export function complete(run: Run, { job, variables }: Of<'job.complete'>): void {
  const results = admit(variables);
  const { token, node } = find(run, job);
  run.consumed = { kind: 'job', id: job };
  run.events.push({ type: 'job.completed', element: node.id, job });
  finish(run, token.i, results);
}

/** A failed attempt; when none is left the job waits in an incident. */
export function fail(run: Run, { job, message, left }: Of<'job.fail'>): void {
  if (!Number.isInteger(left) || left < 0)
    refuse('invalid', `Expected attempts left of job ${job} to be 0 or more but it is ${left}`);
  const { token, node } = find(run, job);
  run.events.push({ type: 'job.failed', element: node.id, job, message, left });
  if (left > 0) return;
  move(run, token.i, 'fail');
  raise(run, node.id, 'job-failed', message, { job });
}

/** The job ends with a business error, which rises to the nearest boundary event that takes its code. */
export function error(run: Run, { job, code, variables }: Of<'job.error'>): void {
  const results = admit(variables);
  const { token } = find(run, job);
  run.consumed = { kind: 'job', id: job };
  run.queue.push(['error', token.i, { code, variables: results }]);
}

function find(run: Run, job: number): { readonly token: TokenState; readonly node: FlowNode } {
  for (const token of run.tokens.values()) {
    if (token.a !== job) continue;
    const node = nodeOf(run, run.world, token);
    if (node.job && works(run, token, node)) return { token, node };
    return refuse('conflict', `Expected ${job} to be an open job but it is ${node.id} at ${token.n}`, takes(run));
  }
  return refuse('not-found', `Expected job ${job} to be open but there is none`, takes(run));
}
