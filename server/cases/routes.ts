import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { caseReaders, caseWorkers, route } from '../identity/guard.ts';
import {
  CaseLink,
  CaseList,
  CaseView,
  Reveal,
  Revealed,
  RunningDiagram,
  Stage,
  Timeline,
  Withdraw,
} from './contract.ts';
import { timelineOf } from './history.ts';
import { linkCase, mergeCase } from './link.ts';
import { caseList } from './list.ts';
import { revealParty } from './reveal.ts';
import { runningDiagram } from './running.ts';
import { caseView } from './view.ts';
import { withdrawCase } from './withdraw.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const PartyId = Type.Object({ id: Type.String({ maxLength: 64 }), party: Type.String({ maxLength: 64 }) });
const Nothing = Type.Null();
const Query = Type.Object(
  {
    view: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('all')])),
    q: Type.Optional(Type.String({ maxLength: 60 })),
    stage: Type.Optional(Stage),
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);

/** Case files: lists and pages for those who work on them and for the auditor, acts for the former. */
export async function caseRoutes(app: App, deps: ServerDeps): Promise<void> {
  const read = { roles: caseReaders };
  const work = { roles: caseWorkers };
  app.get(
    '/api/cases',
    route({ summary: '案件列表', querystring: Query, response: { 200: CaseList } }, read),
    async ({ me, query }) => caseList(deps, me.town, query as Parameters<typeof caseList>[2]),
  );
  app.get(
    '/api/cases/:id',
    route({ summary: '案件', params: Id, response: { 200: CaseView } }, read),
    async ({ me, params }) => caseView(deps, me, params.id),
  );
  app.get(
    '/api/cases/:id/timeline',
    route({ summary: '案件时间线', params: Id, response: { 200: Timeline } }, read),
    async ({ me, params }) => timelineOf(deps, me, params.id),
  );
  app.get(
    '/api/cases/:id/diagram',
    route({ summary: '流程图', params: Id, response: { 200: RunningDiagram } }, read),
    async ({ me, params }) => runningDiagram(deps, me, params.id),
  );
  app.post(
    '/api/cases/:id/parties/:party/reveal',
    route({ summary: '查看当事人信息（留痕）', params: PartyId, body: Reveal, response: { 200: Revealed } }, work),
    async ({ me, params, body, repeat }, reply) => {
      reply.header('cache-control', 'no-store');
      return revealParty(deps, me, params.id, params.party, body.reason, repeat);
    },
  );
  app.post(
    '/api/cases/:id/withdraw',
    route(
      { summary: '撤回申请', params: Id, body: Withdraw, response: { 204: Nothing } },
      { roles: ['desk', 'mediator', 'director'] },
    ),
    async ({ me, params, body, repeat }, reply) => {
      await withdrawCase(deps, me, params.id, body.reason, repeat);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/cases/:id/links',
    route({ summary: '并入或关联案件', params: Id, body: CaseLink, response: { 204: Nothing } }, work),
    async ({ me, params, body, repeat }, reply) => {
      await (body.verb === 'merge' ? mergeCase : linkCase)(deps, me, params.id, body.of, repeat);
      return reply.status(204).send(null);
    },
  );
}
