import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { route } from '../identity/guard.ts';
import { bulkFailures, demandBulk, listBulks } from './bulks.ts';
import { Bulk, BulkFailures, BulkList, MigrationDraft, MigrationQuery } from './change.contract.ts';
import { changeRoutes } from './change.routes.ts';
import {
  CauseList,
  HistoryList,
  IncidentList,
  IncidentQuery,
  InstanceList,
  InstanceQuery,
  InstanceView,
  MarkedDiagrams,
  Moment,
  Overview,
  Statistics,
  StatisticsQuery,
  TaskList,
  TaskQuery,
  VersionView,
} from './contract.ts';
import { csvOf } from './csv.ts';
import { exportLog } from './export.ts';
import { historyOf } from './history.ts';
import { listCauses, listIncidents, listInstances, listTasks } from './lists.ts';
import { draftMigration } from './migration.ts';
import { overview, versionView } from './overview.ts';
import { diagramsOf, momentOf } from './replay.ts';
import { statisticsOf, statisticsTable } from './statistics.ts';
import { demandInstance, instanceView } from './view.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const VersionKey = Type.Object({ key: Type.String({ maxLength: 80 }) });
const Paged = Type.Object(
  {
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
const At = Type.Object({ rev: Type.Integer({ minimum: 1 }) }, { additionalProperties: false });
const Export = Type.Object(
  { ...InstanceQuery.properties, format: Type.Enum(['csv', 'jsonl']) },
  { additionalProperties: false },
);

/** What runs, for who looks after it: administrators change it, directors and auditors read. */
export async function operationsRoutes(app: App, deps: ServerDeps): Promise<void> {
  const read = { roles: ['admin', 'director', 'auditor'] } as const;

  app.get('/api/operations/overview', route({ summary: '运行概览', response: { 200: Overview } }, read), ({ me }) =>
    overview(deps, me.town),
  );
  app.get(
    '/api/operations/versions/:key',
    route({ summary: '一版的步骤和事实', params: VersionKey, response: { 200: VersionView } }, read),
    ({ me, params }) => versionView(deps, me.town, params.key),
  );
  app.get(
    '/api/operations/instances',
    route({ summary: '在办列表', querystring: InstanceQuery, response: { 200: InstanceList } }, read),
    ({ me, query }) => listInstances(deps, me.town, query),
  );
  app.get(
    '/api/operations/instances/:id',
    route({ summary: '一件的运行状态', params: Id, response: { 200: InstanceView } }, read),
    ({ me, params }) => instanceView(deps, me, params.id),
  );
  app.get(
    '/api/operations/instances/:id/history',
    route({ summary: '一件的经过', params: Id, querystring: Paged, response: { 200: HistoryList } }, read),
    async ({ me, params, query }) => {
      await demandInstance(deps, me.town, params.id);
      return historyOf(deps, me.town, params.id, query);
    },
  );
  app.get(
    '/api/operations/instances/:id/diagram',
    route({ summary: '一件的流程图', params: Id, response: { 200: MarkedDiagrams } }, read),
    ({ me, params }) => diagramsOf(deps, me.town, params.id),
  );
  app.get(
    '/api/operations/instances/:id/replay',
    route({ summary: '一件在某一时刻', params: Id, querystring: At, response: { 200: Moment } }, read),
    ({ me, params, query }) => momentOf(deps, me.town, params.id, query.rev),
  );
  app.get(
    '/api/operations/incidents',
    route({ summary: '停住的列表', querystring: IncidentQuery, response: { 200: IncidentList } }, read),
    ({ me, query }) => listIncidents(deps, me.town, query),
  );
  app.get(
    '/api/operations/incidents/causes',
    route({ summary: '停住的原因', response: { 200: CauseList } }, read),
    ({ me }) => listCauses(deps, me.town),
  );
  app.get(
    '/api/operations/tasks',
    route({ summary: '任务列表', querystring: TaskQuery, response: { 200: TaskList } }, read),
    ({ me, query }) => listTasks(deps, me.town, query),
  );
  app.get(
    '/api/operations/migration',
    route({ summary: '迁移方案', querystring: MigrationQuery, response: { 200: MigrationDraft } }, read),
    ({ me, query }) => draftMigration(deps, me.town, query),
  );
  app.get(
    '/api/operations/bulks',
    route({ summary: '批量处理列表', querystring: Paged, response: { 200: BulkList } }, read),
    ({ me, query }) => listBulks(deps, me.town, query),
  );
  app.get(
    '/api/operations/bulks/:id',
    route({ summary: '批量处理进度', params: Id, response: { 200: Bulk } }, read),
    ({ me, params }) => demandBulk(deps, me.town, params.id),
  );
  app.get(
    '/api/operations/bulks/:id/failures',
    route({ summary: '批量处理未成的', params: Id, querystring: Paged, response: { 200: BulkFailures } }, read),
    ({ me, params, query }) => bulkFailures(deps, me.town, params.id, query),
  );
  app.get(
    '/api/operations/statistics',
    route({ summary: '步骤统计', querystring: StatisticsQuery, response: { 200: Statistics } }, read),
    ({ me, query }) => statisticsOf(deps, me.town, query),
  );
  app.get(
    '/api/operations/statistics.csv',
    route({ summary: '步骤统计文件', querystring: StatisticsQuery }, read),
    async ({ me, query }, reply) => {
      const { columns, rows } = statisticsTable(await statisticsOf(deps, me.town, query));
      return reply.headers(download('csv', `statistics-${query.from}-${query.to}`)).send(csvOf(columns, rows));
    },
  );
  app.get(
    '/api/operations/export',
    route({ summary: '导出经过', querystring: Export }, read),
    async ({ me, query: { format, ...query } }, reply) => {
      const kind = format as 'csv' | 'jsonl';
      return reply.headers(download(kind, 'events')).send(await exportLog(deps, me, query, kind));
    },
  );
  await changeRoutes(app, deps);
}

const download = (kind: 'csv' | 'jsonl', name: string) => ({
  'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.${kind}"`,
  'cache-control': 'no-store',
});
