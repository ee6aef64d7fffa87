import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { actorOf, everyRole, type Me, route } from '../identity/guard.ts';
import { listPeople } from '../identity/queries.ts';
import { Problem } from '../platform/problem.ts';
import { completeTask } from './complete.ts';
import { Complete, Completed, Draft, TaskDetail, TaskList, Transfer } from './contract.ts';
import { taskDetail } from './detail.ts';
import { keepDraft } from './draft.ts';
import { taskList } from './list.ts';
import { rightsOn } from './rights.ts';
import { demandTask } from './task-id.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Nothing = Type.Null();
const Query = Type.Object(
  {
    view: Type.Optional(Type.Union([Type.Literal('mine'), Type.Literal('unclaimed'), Type.Literal('done')])),
    q: Type.Optional(Type.String({ maxLength: 60 })),
    cursor: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);

/** The task inbox. The auditor has none: no procedure gives an auditor work. */
export async function inboxRoutes(app: App, deps: ServerDeps): Promise<void> {
  const access = { roles: everyRole.filter((role) => role !== 'auditor') };
  app.get(
    '/api/tasks',
    route({ summary: '待办列表', querystring: Query, response: { 200: TaskList } }, access),
    async ({ me, query }) => taskList(deps, me, query),
  );
  app.get(
    '/api/tasks/:id',
    route({ summary: '任务', params: Id, response: { 200: TaskDetail } }, access),
    async ({ me, params }) => taskDetail(deps, me, params.id),
  );
  for (const act of ['claim', 'release'] as const) {
    app.post(
      `/api/tasks/:id/${act}`,
      route({ summary: act === 'claim' ? '签收任务' : '退回任务', params: Id, response: { 204: Nothing } }, access),
      async ({ me, params }, reply) => {
        const { instance_id, task_no } = await demandRight(deps, me, params.id, act);
        await deps.engine.execute(
          { town: me.town, instance: instance_id },
          { type: `task.${act}`, task: task_no, user: me.id },
          { actor: actorOf(me) },
        );
        return reply.status(204).send(null);
      },
    );
  }
  app.post(
    '/api/tasks/:id/transfer',
    route({ summary: '转交任务', params: Id, body: Transfer, response: { 204: Nothing } }, access),
    async ({ me, params, body }, reply) => {
      const task = await demandRight(deps, me, params.id, 'transfer');
      const colleague = (await listPeople(deps.database, me.town)).find((person) => person.id === body.user);
      const fit =
        colleague &&
        (task.candidate_groups.length === 0 || colleague.roles.some((role) => task.candidate_groups.includes(role)));
      if (!fit || task.excluded_users.includes(body.user))
        throw new Problem(422, 'transfer-person', '这位同事不能办理这项任务', { field: '/user' });
      await deps.engine.execute(
        { town: me.town, instance: task.instance_id },
        { type: 'task.transfer', task: task.task_no, user: body.user, reason: body.reason },
        { actor: actorOf(me) },
      );
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/tasks/:id/complete',
    route({ summary: '完成任务', params: Id, body: Complete, response: { 200: Completed } }, access),
    async ({ me, params, body, repeat }) => completeTask(deps, me, params.id, body.data, repeat),
  );
  app.put(
    '/api/tasks/:id/draft',
    route({ summary: '保存草稿', params: Id, body: Draft, response: { 204: Nothing } }, access),
    async ({ me, params, body }, reply) => {
      await keepDraft(deps, me, params.id, body.data);
      return reply.status(204).send(null);
    },
  );
}

async function demandRight(deps: ServerDeps, me: Me, id: string, right: 'claim' | 'release' | 'transfer') {
  const task = await demandTask(deps, me, id);
  if (rightsOn(me, task).includes(right)) return task;
  if (task.status !== 'open')
    throw new Problem(409, 'task-ended', '这项任务已经办结，请刷新', { params: { status: task.status } });
  if (right === 'claim' && task.assignee !== null) throw new Problem(409, 'task-taken', '这项任务已由同事签收，请刷新');
  throw new Problem(403, 'task-not-yours', '这项任务不由您办理');
}
