import { CompiledQuery } from 'kysely';
import type { Command } from '../../model/command.ts';
import { BusinessError } from '../../model/door.ts';
import { Rejected, type Rejection, reject } from '../../model/rejection.ts';
import type { StepResult } from '../../model/step.ts';
import type { Variables } from '../../model/variables.ts';
import { describeError } from '../describe-error.ts';
import { isAborted, isConnectionLost, isContention } from '../retry.ts';
import { accept } from './accept.ts';
import type { BatchContext, Group } from './batch.ts';
import type { HeldJob, Request, Settled } from './request.ts';

const savepoint = CompiledQuery.raw('savepoint command');
const release = CompiledQuery.raw('release savepoint command');
const rollback = CompiledQuery.raw('rollback to savepoint command');

/**
 * One command in memory, after its companion: what it refuses concerns this caller alone and leaves no trace.
 * Throws only when the whole transaction is lost (deadlock, connection).
 */
export async function execute(context: BatchContext, group: Group, request: Request): Promise<Settled> {
  try {
    const first = recall(group, request);
    if (first) return { outcome: first };
    const composed = request.compose(group.world, group.latest);
    if ('rejected' in composed) throw new Rejected(composed);
    if (request.held) return await runJob(context, group, request, request.held, composed);
    if (!request.options.companion) return advance(context, group, request, composed);
    const { companion } = request.options;
    return await inSavepoint(group, async () => {
      const added = await companion(companionContext(group, request));
      return advance(context, group, request, withVariables(composed, added?.variables));
    });
  } catch (error) {
    if (losesTransaction(error)) throw error;
    return { error };
  }
}

/** The first answer when this idempotency key was used before. */
function recall(group: Group, request: Request) {
  const key = request.options.idempotencyKey;
  const known = key === undefined ? undefined : group.remembered.get(key);
  if (!known) return undefined;
  if (known.hash === request.hash) return known.outcome;
  throw new Rejected(reject('invalid', `Expected a new idempotency key but “${key}” was used for another command`));
}

/** The action of a job and its completion are one: a failed action leaves only the failure behind. */
async function runJob(
  context: BatchContext,
  group: Group,
  request: Request,
  held: HeldJob,
  complete: Command,
): Promise<Settled> {
  const { job } = held;
  const fence = group.fences.get(`${job.instance}:${job.id}`);
  if (fence !== held.fence) {
    throw new Rejected(
      reject(
        'conflict',
        `Expected job ${job.id} of ${job.instance} with fence ${held.fence} but it has ${fence ?? 'ended'}`,
      ),
    );
  }
  if (held.attempts > held.maxAttempts) {
    return advance(
      context,
      group,
      request,
      failure(held, `Expected job “${job.type}” to end but its process died ${held.maxAttempts} times`),
    );
  }
  try {
    return await inSavepoint(group, async () => {
      const variables = await held.action(companionContext(group, request), job);
      return advance(context, group, request, withVariables(complete, variables ?? undefined));
    });
  } catch (error) {
    if (losesTransaction(error) || error instanceof Rejected) throw error;
    if (error instanceof BusinessError) {
      const { code, message, variables } = error;
      return advance(context, group, request, { type: 'job.error', job: job.id, code, message, variables });
    }
    context.logger.warn(
      {
        town: group.town,
        instance: job.instance,
        job: job.id,
        type: job.type,
        attempt: held.attempts,
        err: error,
      },
      'job attempt failed',
    );
    return advance(context, group, request, failure(held, describeError(error)));
  }
}

const failure = ({ job, attempts, maxAttempts }: HeldJob, message: string): Command => ({
  type: 'job.fail',
  job: job.id,
  message,
  left: Math.max(0, maxAttempts - attempts),
});

/** The pure step; throws `Rejected` on a no. */
function advance(context: BatchContext, group: Group, request: Request, command: Command): Settled {
  const work = group.works.get(request.instance);
  if (!work && !request.start)
    throw new Rejected(
      reject('not-found', `Expected an instance ${request.instance} in town ${group.town} but found none`),
    );
  if (work && request.start)
    throw new Rejected(reject('conflict', `Expected a new instance but ${request.instance} exists`));
  const result: StepResult | Rejection = context.step(work?.state, command, group.world);
  if (result.rejected) throw new Rejected(result);
  return accept(context, group, request, command, result);
}

const companionContext = (group: Group, request: Request) => {
  const work = group.works.get(request.instance);
  const businessKey = work?.businessKey ?? request.start?.businessKey ?? null;
  return {
    trx: group.trx,
    town: group.town,
    instance: request.instance,
    businessKey,
    state: work?.state,
    now: group.now,
  };
};

/** What the companion returned comes on top of what the caller sent. */
function withVariables(command: Command, added: Variables | undefined): Command {
  if (!added) return command;
  if (!('variables' in command) && !takesVariables.has(command.type)) return command;
  return { ...command, variables: { ...('variables' in command ? command.variables : {}), ...added } } as Command;
}
const takesVariables = new Set<Command['type']>([
  'start',
  'task.complete',
  'job.complete',
  'job.error',
  'message',
  'signal',
  'activate',
  'variables.set',
  'incident.resolve',
]);

/** `action` writes all or nothing. When it loses the whole transaction there is nothing to roll back to. */
async function inSavepoint<T>(group: Group, action: () => Promise<T>): Promise<T> {
  await group.trx.executeQuery(savepoint);
  try {
    const result = await action();
    await group.trx.executeQuery(release);
    return result;
  } catch (error) {
    if (!losesTransaction(error)) await group.trx.executeQuery(rollback);
    throw error;
  }
}

const losesTransaction = (error: unknown) => isContention(error) || isConnectionLost(error) || isAborted(error);
