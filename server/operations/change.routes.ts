import { Type } from 'typebox';
import type { Modification } from '../../engine/model/operation.ts';
import type { Variables } from '../../engine/model/variables.ts';
import type { App, ServerDeps } from '../deps.ts';
import { route } from '../identity/guard.ts';
import { beginBulk, stopBulk } from './bulks.ts';
import {
  Bulk,
  BulkOrder,
  Commanded,
  MigrationTrial,
  MigrationTry,
  Modify,
  Reason,
  Retry,
  SetFacts,
  Skip,
} from './change.contract.ts';
import { command } from './command.ts';
import { tryMigration } from './migration.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const IncidentId = Type.Object({ id: Type.String({ maxLength: 64 }), incident: Type.Integer({ minimum: 1 }) });
const withFacts = (variables: Readonly<Record<string, unknown>> | undefined) =>
  variables === undefined ? {} : { variables: variables as Variables };

/** What only administrators may do. */
export async function changeRoutes(app: App, deps: ServerDeps): Promise<void> {
  const admin = { roles: ['admin'] } as const;
  const commanded = { 200: Commanded };
  const acts = { suspend: '暂停', resume: '恢复', cancel: '撤销' } as const;
  for (const act of ['suspend', 'resume', 'cancel'] as const) {
    app.post(
      `/api/operations/instances/:id/${act}`,
      route({ summary: `${acts[act]}一件`, params: Id, body: Reason, response: commanded }, admin),
      ({ me, params, body, repeat }) => command(deps, me, params.id, { type: act, reason: body.reason }, repeat),
    );
  }
  app.post(
    '/api/operations/instances/:id/modify',
    route({ summary: '调整一件所在的步骤', params: Id, body: Modify, response: commanded }, admin),
    ({ me, params, body, repeat }) => {
      const changes = body.changes as readonly Modification[];
      return command(deps, me, params.id, { type: 'modify', reason: body.reason, changes }, repeat);
    },
  );
  app.post(
    '/api/operations/instances/:id/variables',
    route({ summary: '更正一件的事实', params: Id, body: SetFacts, response: commanded }, admin),
    ({ me, params, body: { variables, scope }, repeat }) => {
      const where = scope === undefined ? {} : { scope };
      const asked = { type: 'variables.set' as const, variables: variables as Variables, ...where };
      return command(deps, me, params.id, asked, repeat);
    },
  );
  app.post(
    '/api/operations/instances/:id/incidents/:incident/retry',
    route({ summary: '重试停住的一步', params: IncidentId, body: Retry, response: commanded }, admin),
    ({ me, params: { id, incident }, body, repeat }) =>
      command(deps, me, id, { type: 'incident.resolve', incident, ...withFacts(body.variables) }, repeat),
  );
  app.post(
    '/api/operations/instances/:id/incidents/:incident/skip',
    route({ summary: '跳过停住的一步', params: IncidentId, body: Skip, response: commanded }, admin),
    ({ me, params: { id, incident }, body: { reason, variables }, repeat }) =>
      command(deps, me, id, { type: 'incident.skip', incident, reason, ...withFacts(variables) }, repeat),
  );
  app.post(
    '/api/operations/migration/try',
    route({ summary: '试迁移', body: MigrationTry, response: { 200: MigrationTrial } }, { ...admin, computes: true }),
    ({ me, body }) => tryMigration(deps, me, body),
  );
  app.post(
    '/api/operations/bulks',
    route({ summary: '批量处理', body: BulkOrder, response: { 202: Bulk } }, admin),
    async ({ me, body, repeat }, reply) => reply.status(202).send(await beginBulk(deps, me, body, repeat)),
  );
  app.post(
    '/api/operations/bulks/:id/stop',
    route({ summary: '停止批量处理', params: Id, response: { 200: Bulk } }, admin),
    ({ me, params, repeat }) => stopBulk(deps, me, params.id, repeat),
  );
}
