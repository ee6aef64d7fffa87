import type { Accepted, Projection } from '../../engine/model/door.ts';
import type { Modification } from '../../engine/model/operation.ts';
import { briefCases } from '../cases/queries.ts';
import type { Trx } from '../db/schema.ts';
import type { AuditAction } from './actions.ts';
import type { AuditDetails } from './chain.ts';
import { recording } from './record.ts';

/** Reason with which a case's procedure is cancelled when the case goes into another. */
export const mergeReason = '并入';

/** What a command is in the log; the engine's own steps (timers, jobs) follow from these and are in its history. */
function entryOf({
  command,
  instance,
  businessKey,
  actor,
}: Accepted): { action: AuditAction; details: AuditDetails } | undefined {
  const ref = { instance };
  switch (command.type) {
    case 'start':
      return {
        action: instance === businessKey ? 'case.register' : 'process.start',
        details: { ...ref, procedure: command.procedure },
      };
    case 'task.claim':
    case 'task.release':
    case 'task.complete':
    case 'task.resolve':
      return { action: command.type, details: { ...ref, task: command.task } };
    case 'task.delegate':
    case 'task.return':
      return { action: command.type, details: { ...ref, task: command.task, to: command.to } };
    case 'task.transfer':
      return {
        action: command.type,
        details: { ...ref, task: command.task, to: command.user, reason: command.reason ?? '' },
      };
    case 'message':
      return { action: 'process.message', details: { ...ref, subscription: command.subscription } };
    case 'signal':
      return { action: 'process.signal', details: { ...ref, name: command.name } };
    case 'variables.set':
      return { action: 'process.variables', details: { ...ref, names: Object.keys(command.variables) } };
    case 'incident.resolve':
      return { action: 'process.incident-resolve', details: { ...ref, incident: command.incident } };
    case 'incident.skip':
      return {
        action: 'process.incident-skip',
        details: { ...ref, incident: command.incident, reason: command.reason },
      };
    case 'suspend':
    case 'resume':
      return { action: `process.${command.type}`, details: { ...ref, reason: command.reason ?? '' } };
    case 'modify':
      return {
        action: 'process.modify',
        details: { ...ref, reason: command.reason, changes: JSON.stringify(command.changes.map(changed)) },
      };
    case 'migrate':
      return {
        action: 'process.migrate',
        details: { ...ref, reason: command.reason, from: command.plan.from, to: command.plan.to },
      };
    case 'cancel':
      return {
        action: command.reason.startsWith(mergeReason) ? 'case.merge' : 'process.cancel',
        details: { ...ref, reason: command.reason },
      };
    default:
      return actor.kind === 'system'
        ? undefined
        : { action: 'process.message', details: { ...ref, command: command.type } };
  }
}

/** A change without the facts that came with it. */
const changed = (change: Modification) =>
  'variables' in change ? { ...change, variables: Object.keys(change.variables ?? {}) } : change;

/** Writes what people and departments did in a batch into the town's chain, in the batch's transaction. */
export const auditProjection: Projection<Trx> = async (trx, town, accepted, now) => {
  const entries = accepted.flatMap((one) => {
    const entry = entryOf(one);
    return entry ? [{ ...entry, by: one.actor, key: one.businessKey, instance: one.instance }] : [];
  });
  if (entries.length === 0) return [];
  const cases = await briefCases(
    trx,
    town,
    entries.flatMap(({ key }) => key ?? []),
  );
  const rows = entries.map(({ action, details, by, key, instance }) => ({
    at: now,
    by,
    action,
    details,
    object: (key && cases.get(key)?.number) || key || instance,
  }));
  return recording(town, rows);
};
