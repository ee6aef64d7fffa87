import { deadlines } from '../calendar/town.ts';
import { localIso } from '../calendar/zone.ts';
import { taker } from '../cases/status.ts';
import { bindings } from '../catalogue/bindings.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import { cipherOf } from '../parties/cipher.ts';
import { bindingContext } from './context.ts';
import type { TaskDetail, TaskForm } from './contract.ts';
import { draftPlace } from './draft.ts';
import { formOf } from './form.ts';
import { isUrgent } from './list.ts';
import { notesOf } from './notes.ts';
import { findDraft, type TaskRow } from './queries.ts';
import { mayAct, rightsOn } from './rights.ts';
import { signersOf } from './signers.ts';
import { earlierSteps } from './steps.ts';
import { demandTask, taskId } from './task-id.ts';

/** One task with its form and the values to start from: the saved draft, else bound records and variables. */
export async function taskDetail(deps: ServerDeps, me: Me, id: string): Promise<TaskDetail> {
  const { database, engine } = deps;
  const task = await demandTask(deps, me, id);
  const may = rightsOn(me, task);
  const [procedure, form, say, people, draft, notes, earlier, signers, suspended] = await Promise.all([
    engine.procedure(me.town, task.procedure_key),
    formOf(deps, me.town, task),
    deadlines(deps, me.town),
    namesOf(database, me.town, [task.assignee ?? '', task.owner ?? '']),
    findDraft(database, me.town, task, me.id),
    notesOf(deps, me.town, task),
    may.includes('return') ? earlierSteps(deps, me.town, task) : [],
    signersOf(deps, me, task),
    suspensionOf(deps, me.town, task),
  ]);
  const properties = procedure?.nodes[task.element_id]?.properties ?? {};
  const saved = draft ? JSON.parse(cipherOf(deps).open(draft.data_enc, draftPlace(task))) : undefined;
  return {
    id: taskId(task),
    name: task.name,
    status: task.status,
    procedure: procedure?.name ?? '',
    element: task.element_id,
    help: properties.help ?? null,
    law: properties.law ?? null,
    who: taker(task, people),
    claimedByMe: task.assignee === me.id,
    may: may.filter((right) => right !== 'return' || earlier.length > 0),
    urgent: isUrgent(task),
    followUp: task.follow_up_at && localIso(task.follow_up_at),
    suspended,
    owner: task.owner && task.status === 'open' ? (people.get(task.owner)?.name ?? null) : null,
    notes,
    earlier,
    signers,
    deadline: task.status === 'open' ? say(task.due_at, task.created_at) : null,
    form,
    data: saved ?? (form && mayAct(me, task) ? await startingValues(deps, me, task, form) : {}),
    draftSaved: draft ? localIso(draft.saved_at) : null,
    caseId: task.business_key,
  };
}

/** Why the task takes nothing now, and since when. */
async function suspensionOf({ engine }: ServerDeps, town: number, task: TaskRow): Promise<TaskDetail['suspended']> {
  if (!task.suspended || task.status !== 'open') return null;
  const history = await engine.history({ town, instance: task.instance_id });
  const entry = history.findLast(({ command }) => command.type === 'suspend');
  const reason = entry?.command.type === 'suspend' ? entry.command.reason : '';
  return { reason, at: localIso(entry?.at ?? task.created_at) };
}

async function startingValues(
  deps: ServerDeps,
  me: Me,
  task: TaskRow,
  form: TaskForm,
): Promise<Record<string, unknown>> {
  const instance = await deps.engine.instance({ town: me.town, instance: task.instance_id });
  if (!instance) return {};
  const names = Object.keys((form.schema as { properties?: object }).properties ?? {});
  return deps.database.transaction().execute(async (trx) => {
    const context = bindingContext(deps, me, task, instance.state, { trx, now: deps.clock.now() });
    const { variables } = context('');
    const values: Record<string, unknown> = {};
    for (const name of names) {
      const binding = bindings.find((one) => one.name === form.bindings[name]);
      const value = name in form.bindings ? await binding?.load?.(context(name)) : variables[name];
      if (value !== undefined && value !== null) values[name] = value;
    }
    return values;
  });
}
