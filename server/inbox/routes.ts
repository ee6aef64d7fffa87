import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { everyRole, route } from '../identity/guard.ts';
import { completeTask } from './complete.ts';
import {
  Complete,
  Completed,
  Delegate,
  Draft,
  PartyNames,
  Resolve,
  Return,
  TaskDetail,
  TaskList,
  Transfer,
} from './contract.ts';
import { taskDetail } from './detail.ts';
import { keepDraft } from './draft.ts';
import { delegateTask, demandRight, give, recallTask, resolveTask, returnTask, transferTask } from './hand-over.ts';
import { taskList } from './list.ts';
import { partyNames } from './names.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Nothing = Type.Null();
const Query = Type.Object(
  {
    view: Type.Optional(Type.Enum(['mine', 'unclaimed', 'delegated', 'done'])),
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
      async ({ me, params, repeat }, reply) => {
        const task = await demandRight(deps, me, params.id, act);
        await give(deps, me, task, { type: `task.${act}`, task: task.task_no, user: me.id }, repeat);
        return reply.status(204).send(null);
      },
    );
  }
  app.post(
    '/api/tasks/:id/transfer',
    route({ summary: '转交任务', params: Id, body: Transfer, response: { 204: Nothing } }, access),
    async ({ me, params, body, repeat }, reply) => {
      await transferTask(deps, me, params.id, body, repeat);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/tasks/:id/delegate',
    route({ summary: '委托同事办理', params: Id, body: Delegate, response: { 204: Nothing } }, access),
    async ({ me, params, body, repeat }, reply) => {
      await delegateTask(deps, me, params.id, body, repeat);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/tasks/:id/resolve',
    route({ summary: '交回受委托的任务', params: Id, body: Resolve, response: { 204: Nothing } }, access),
    async ({ me, params, body, repeat }, reply) => {
      await resolveTask(deps, me, params.id, body, repeat);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/tasks/:id/recall',
    route({ summary: '收回委托', params: Id, response: { 204: Nothing } }, access),
    async ({ me, params, repeat }, reply) => {
      await recallTask(deps, me, params.id, repeat);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/tasks/:id/return',
    route({ summary: '退回到以前的步骤', params: Id, body: Return, response: { 204: Nothing } }, access),
    async ({ me, params, body, repeat }, reply) => {
      await returnTask(deps, me, params.id, body, repeat);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/tasks/:id/names',
    route({ summary: '当事人姓名（写入笔录用）', params: Id, response: { 200: PartyNames } }, access),
    async ({ me, params, repeat }) => [...(await partyNames(deps, me, params.id, repeat))],
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
