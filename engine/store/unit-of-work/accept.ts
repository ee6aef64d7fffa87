import type { Command } from '../../model/command.ts';
import type { Accepted, Outcome } from '../../model/door.ts';
import type { StepResult } from '../../model/step.ts';
import type { Effect } from '../../model/wait.ts';
import type { BatchContext, Delivery, Group } from './batch.ts';
import type { Request, Settled } from './request.ts';
import { change, close, open, type Work } from './work.ts';

/** Folds the result of a step into the group: state, rows, history, outbox, first answer. Nothing can refuse from here on. */
export function accept(
  context: BatchContext,
  group: Group,
  request: Request,
  command: Command,
  result: StepResult,
): Settled {
  const known = group.works.get(request.instance);
  const work = known ?? created(group, request, command, result);
  if (!known) group.works.set(request.instance, work);
  work.state = result.state;
  work.procedure = result.state.scopes[0]?.p ?? work.procedure;
  work.status = result.state.status;
  work.rev += known ? 1 : 0;
  work.touched = true;
  for (const effect of result.effects) fold(group, work, command, effect);
  putOff(context, group, work, request, command);
  const { instance, rev, status } = work;
  const outcome: Outcome = { instance, rev, status, events: result.events, effects: result.effects };
  const accepted: Accepted = {
    instance,
    businessKey: work.businessKey,
    rev,
    command,
    actor: request.options.actor,
    outcome,
    state: work.state,
  };
  group.entries.push({ accepted, answers: result.answers });
  const key = request.options.idempotencyKey;
  if (key !== undefined) {
    group.remembered.set(key, { hash: request.hash, outcome });
    group.fresh.push({ key, hash: request.hash, outcome });
  }
  return { outcome, accepted };
}

function created(group: Group, request: Request, command: Command, result: StepResult): Work {
  return {
    town: group.town,
    instance: request.instance,
    procedure: command.type === 'start' ? command.procedure : '',
    businessKey: request.start?.businessKey ?? null,
    stored: false,
    createdAt: group.now.getTime(),
    state: result.state,
    status: result.state.status,
    rev: 1,
    before: 0,
    touched: true,
    changes: new Map(),
    reschedules: new Map(),
  };
}

/** One effect of the step as a change of rows, or as a row of the outbox. */
function fold(group: Group, work: Work, command: Command, effect: Effect): void {
  if (effect.type === 'opened') {
    // Given up and tried again within one batch: the row stays, with all its attempts.
    const again = effect.wait.kind === 'job' && work.changes.get(`job:${effect.wait.id}`)?.stored;
    if (again) work.reschedules.set(effect.wait.id, { attempts: 0, runAt: group.now.getTime(), error: null });
    open(work, effect.wait);
  } else if (effect.type === 'changed') {
    change(work, effect.wait);
    // Another job under the same number: who is about to end the old one in this very batch comes too late.
    if (effect.wait.kind === 'job') group.fences.delete(`${work.instance}:${effect.wait.id}`);
  } else if (effect.type === 'closed') {
    const completes = effect.kind === 'task' && command.type === 'task.complete' && command.task === effect.id;
    close(work, effect.kind, effect.id, { how: effect.how, by: completes ? command.user : null });
  } else {
    group.deliveries.push(deliveryOf(work, effect));
  }
}

function deliveryOf(work: Work, effect: Extract<Effect, { type: 'message' | 'signal' | 'continue' }>): Delivery {
  const { instance } = work;
  if (effect.type === 'continue') {
    const key = `${instance}:${work.rev}:continue`;
    return { key, instance, kind: 'continue', name: '', correlationKey: '', variables: {} };
  }
  const { type: kind, name, variables } = effect;
  const correlationKey = effect.type === 'message' ? effect.correlationKey : '';
  return { key: `${instance}:${effect.key}`, instance, kind, name, correlationKey, variables };
}

/** A failed attempt puts the job off. When the attempts are spent the step closes the job and raises an incident instead. */
function putOff(context: BatchContext, group: Group, work: Work, request: Request, command: Command): void {
  if (command.type !== 'job.fail' || command.left === 0) return;
  const attempts = request.held?.attempts ?? 1;
  work.reschedules.set(command.job, {
    attempts,
    runAt: group.now.getTime() + context.backoff(attempts),
    error: command.message,
  });
}
