import type { Command } from '../../engine/model/command.ts';
import type { CompanionContext } from '../../engine/model/door.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { nothing, type Repeat } from '../idempotency/repeat.ts';
import type { Role } from '../identity/contract.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { listPeople, namesOf } from '../identity/queries.ts';
import { sendNotice } from '../notices/send.ts';
import { cipherOf } from '../parties/cipher.ts';
import { uuidv7 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { TaskDetail } from './contract.ts';
import { draftPlace } from './draft.ts';
import { noteOn } from './notes.ts';
import { saveDraft, type TaskRow } from './queries.ts';
import { helpers, rightsOn } from './rights.ts';
import { earlierSteps } from './steps.ts';
import { demandTask } from './task-id.ts';

type Right = TaskDetail['may'][number];
type TaskCommand = Extract<Command, { type: `task.${string}` }>;

/** The task, when this person may do this with it; else what stands in the way, in words. */
export async function demandRight(deps: ServerDeps, me: Me, id: string, right: Right): Promise<TaskRow> {
  const task = await demandTask(deps, me, id);
  if (rightsOn(me, task).includes(right)) return task;
  if (task.status !== 'open')
    throw new Problem(409, 'task-ended', '这项任务已经办结，请刷新', { params: { status: task.status } });
  if (task.suspended) throw new Problem(409, 'task-suspended', '流程已暂停，恢复后才能办理');
  if (task.owner !== null && [task.assignee, task.owner].includes(me.id))
    throw new Problem(409, 'task-delegated', '这项任务已委托办理，交回或收回后才能继续');
  if (right === 'claim' && task.assignee !== null) throw new Problem(409, 'task-taken', '这项任务已由同事签收，请刷新');
  throw new Problem(403, 'task-not-yours', '这项任务不由您办理');
}

/** Gives a command of a person to a task, once a request, with what is written beside it. */
export async function give(
  { engine }: ServerDeps,
  me: Me,
  task: TaskRow,
  command: TaskCommand,
  repeat: Repeat,
  beside: (context: CompanionContext<Trx>) => Promise<void> = async () => {},
): Promise<void> {
  await engine.execute({ town: me.town, instance: task.instance_id }, command, {
    actor: actorOf(me),
    companion: async (context) => {
      await repeat.keep(context.trx, context.now, nothing);
      await beside(context);
    },
  });
}

/** Hands the task to a colleague who could have taken it. */
export async function transferTask(
  deps: ServerDeps,
  me: Me,
  id: string,
  { user, reason }: { readonly user: string; readonly reason: string },
  repeat: Repeat,
): Promise<void> {
  const task = await demandRight(deps, me, id, 'transfer');
  const groups = task.candidate_groups;
  const colleague = await colleagueFor(deps, me, task, user, (roles) =>
    groups.length === 0 ? true : roles.some((role) => groups.includes(role)),
  );
  const text = `${me.name}把“${task.name}”转交给您`;
  await give(deps, me, task, { type: 'task.transfer', task: task.task_no, user, reason }, repeat, (context) =>
    tell(context, me, task, colleague.id, text),
  );
}

/** Asks a colleague for a part of it; who asks keeps answering for the step and gets it back. */
export async function delegateTask(
  deps: ServerDeps,
  me: Me,
  id: string,
  { user, reason }: { readonly user: string; readonly reason: string },
  repeat: Repeat,
): Promise<void> {
  const task = await demandRight(deps, me, id, 'delegate');
  const colleague = await colleagueFor(deps, me, task, user, (roles) => roles.some((role) => helpers.includes(role)));
  const command = { type: 'task.delegate', task: task.task_no, user: me.id, to: user } as const;
  await give(deps, me, task, command, repeat, async (context) => {
    const line = `把“${task.name}”委托${colleague.name}办理`;
    const words = { kind: 'delegated', words: reason, toName: colleague.name, line } as const;
    await noteOn(context.trx, deps, me, task, words, context.now);
    await tell(context, me, task, colleague.id, `${me.name}委托您办理“${task.name}”`);
  });
}

/** Gives a delegated task back with what was found; what was filled in becomes the draft of who asked. */
export async function resolveTask(
  deps: ServerDeps,
  me: Me,
  id: string,
  { note, data }: { readonly note: string; readonly data?: Readonly<Record<string, unknown>> },
  repeat: Repeat,
): Promise<void> {
  const task = await demandRight(deps, me, id, 'resolve');
  const owner = task.owner!;
  const name = (await namesOf(deps.database, me.town, [owner])).get(owner)?.name ?? '同事';
  await give(deps, me, task, { type: 'task.resolve', task: task.task_no, user: me.id }, repeat, async (context) => {
    const { trx, now } = context;
    if (data && Object.keys(data).length > 0) {
      const sealed = cipherOf(deps).seal(JSON.stringify(data), draftPlace(task));
      await saveDraft(trx, me.town, task, owner, sealed, now);
    }
    const words = { kind: 'resolved', words: note, toName: name, line: `把“${task.name}”交回${name}` } as const;
    await noteOn(trx, deps, me, task, words, now);
    await tell(context, me, task, owner, `${me.name}把“${task.name}”交回给您`);
  });
}

/** Takes back what one had delegated. */
export async function recallTask(deps: ServerDeps, me: Me, id: string, repeat: Repeat): Promise<void> {
  const task = await demandRight(deps, me, id, 'recall');
  const command = { type: 'task.transfer', task: task.task_no, user: me.id, reason: '收回委托' } as const;
  await give(deps, me, task, command, repeat, (context) =>
    tell(context, me, task, task.assignee!, `${me.name}收回了“${task.name}”`),
  );
}

/** Sets the work back to a step that was done before; who does it again sees why. */
export async function returnTask(
  deps: ServerDeps,
  me: Me,
  id: string,
  { to, reason }: { readonly to: string; readonly reason: string },
  repeat: Repeat,
): Promise<void> {
  const task = await demandRight(deps, me, id, 'return');
  const step = (await earlierSteps(deps, me.town, task)).find(({ element }) => element === to);
  if (!step) throw new Problem(422, 'return-step', '不能退回到这一步', { field: '/to' });
  // The words are sealed beside it; the engine's history holds no words of people.
  const command = { type: 'task.return', task: task.task_no, user: me.id, to, reason: '退回' } as const;
  await give(deps, me, task, command, repeat, ({ trx, now }) =>
    noteOn(
      trx,
      deps,
      me,
      task,
      { kind: 'returned', words: reason, toElement: to, line: `把“${task.name}”退回到“${step.name}”` },
      now,
    ),
  );
}

async function colleagueFor(
  { database }: ServerDeps,
  me: Me,
  task: TaskRow,
  user: string,
  fits: (roles: readonly Role[]) => boolean,
) {
  const colleague = (await listPeople(database, me.town)).find((person) => person.id === user);
  if (!colleague || !fits(colleague.roles) || task.excluded_users.includes(user) || task.assignee === user)
    throw new Problem(422, 'transfer-person', '这位同事不能办理这项任务', { field: '/user' });
  return colleague;
}

const tell = async ({ trx, town, now }: CompanionContext<Trx>, me: Me, task: TaskRow, to: string, text: string) => {
  if (to === me.id) return;
  await sendNotice(trx, town, { to, text, case: task.business_key, cause: `task|${uuidv7(now)}` }, now);
};
