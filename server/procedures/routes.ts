import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { type Me, route } from '../identity/guard.ts';
import { Tag } from '../operations/change.contract.ts';
import { Problem } from '../platform/problem.ts';
import { checkProcedure } from './check.ts';
import {
  Check,
  Checked,
  DraftSave,
  DraftSaved,
  DraftView,
  ProcedureItem,
  ProcedureNew,
  ProcedureView,
  Publish,
  Published,
  Rollback,
  SourceFile,
  Trial,
  Tried,
} from './contract.ts';
import { createProcedure, discardDraft, readDraft, writeDraft } from './drafts.ts';
import { publishDraft, rollBack } from './publish.ts';
import { suspendVersion, tagVersion } from './shelf.ts';
import { createTrials } from './trial.ts';
import { listProcedures, viewProcedure } from './versions.ts';

const Id = Type.Object({ id: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.-]{1,60}$' }) });
const VersionId = Type.Intersect([Id, Type.Object({ version: Type.Integer({ minimum: 1 }) })]);
const readers = { roles: ['admin', 'director', 'auditor'] } as const;
const writers = { roles: ['admin'] } as const;
/** The files of a procedure with room for their JSON. */
const filesLimit = { bodyLimit: 6 * 1024 * 1024 };

/** Procedures for the designer: versions, drafts, checks, publishing. Drafts are the administrator's. */
export async function procedureRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { engine } = deps;
  const processes = async (me: Me) => (await engine.versions(me.town)).map(({ id }) => id);

  app.get(
    '/api/procedures',
    route({ summary: '流程列表', response: { 200: Type.Array(ProcedureItem) } }, readers),
    async ({ me }) => listProcedures(deps, me.town),
  );
  app.post(
    '/api/procedures',
    route({ summary: '新建流程', body: ProcedureNew, response: { 201: Type.Object({ id: Type.String() }) } }, writers),
    async ({ me, body }, reply) => {
      await createProcedure(deps, me, body.id, body.name);
      return reply.status(201).send({ id: body.id });
    },
  );
  const trials = createTrials(deps);
  app.addHook('onClose', () => trials.close());
  app.post(
    '/api/procedures/trial',
    route({ summary: '试算公式', body: Trial, response: { 200: Tried } }, { ...writers, computes: true }),
    async ({ me, body }) => trials.run(me.town, body),
  );
  app.get(
    '/api/procedures/:id',
    route({ summary: '流程的各版本', params: Id, response: { 200: ProcedureView } }, readers),
    async ({ me, params }) => viewProcedure(deps, me.town, params.id),
  );
  app.get(
    '/api/procedures/:id/versions/:version',
    route({ summary: '一版的文件', params: VersionId, response: { 200: Type.Array(SourceFile) } }, readers),
    async ({ me, params }) => {
      const files = await engine.files(me.town, `${params.id}@${params.version}`);
      if (!files) throw new Problem(404, 'version-not-found', '没有找到这一版');
      return [...files];
    },
  );
  app.put(
    '/api/procedures/:id/versions/:version/tag',
    route({ summary: '标记一版', params: VersionId, body: Tag, response: { 204: Type.Null() } }, writers),
    async ({ me, params, body, repeat }, reply) => {
      await tagVersion(deps, me, params, body.tag, repeat);
      return reply.status(204).send(null);
    },
  );
  for (const act of ['suspend', 'resume'] as const) {
    app.post(
      `/api/procedures/:id/versions/:version/${act}`,
      route(
        { summary: act === 'suspend' ? '停用一版' : '启用一版', params: VersionId, response: { 204: Type.Null() } },
        writers,
      ),
      async ({ me, params, repeat }, reply) => {
        await suspendVersion(deps, me, params, act === 'resume', repeat);
        return reply.status(204).send(null);
      },
    );
  }
  app.get(
    '/api/procedures/:id/draft',
    route({ summary: '草稿', params: Id, response: { 200: DraftView } }, writers),
    async ({ me, params }) => readDraft(deps, me, params.id),
  );
  app.put(
    '/api/procedures/:id/draft',
    {
      ...route({ summary: '保存草稿', params: Id, body: DraftSave, response: { 200: DraftSaved } }, writers),
      ...filesLimit,
    },
    async ({ me, params, body }) => writeDraft(deps, me, params.id, body.files, body),
  );
  app.delete(
    '/api/procedures/:id/draft',
    route({ summary: '放弃草稿', params: Id, response: { 204: Type.Null() } }, writers),
    async ({ me, params }, reply) => {
      await discardDraft(deps, me, params.id);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/procedures/:id/check',
    {
      ...route(
        { summary: '校验', params: Id, body: Check, response: { 200: Checked } },
        { ...writers, computes: true },
      ),
      ...filesLimit,
    },
    async ({ me, params, body }) => ({ problems: await checkProcedure(params.id, body.files, await processes(me)) }),
  );
  app.post(
    '/api/procedures/:id/publish',
    route({ summary: '发布', params: Id, body: Publish, response: { 200: Published } }, writers),
    async ({ me, params, body }) => publishDraft(deps, me, params.id, body),
  );
  app.post(
    '/api/procedures/:id/rollback',
    route({ summary: '回退到一版', params: Id, body: Rollback, response: { 200: Published } }, writers),
    async ({ me, params, body }) => rollBack(deps, me, params.id, body),
  );
}
