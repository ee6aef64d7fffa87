import { Type } from 'typebox';
import { record } from '../audit/record.ts';
import { localIso } from '../calendar/zone.ts';
import { demandCase } from '../cases/find.ts';
import type { App, ServerDeps } from '../deps.ts';
import { caseReaders, caseWorkers, route } from '../identity/guard.ts';
import { open } from '../mediation/sealed.ts';
import { Problem } from '../platform/problem.ts';
import { DocumentItem } from './contract.ts';
import { documentsOf, findDocument } from './queries.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** The printed documents of a case. */
export async function documentRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { database, clock } = deps;
  app.get(
    '/api/cases/:id/documents',
    route({ summary: '案件文书', params: Id, response: { 200: Type.Array(DocumentItem) } }, { roles: caseReaders }),
    async ({ me, params }) => {
      await demandCase(deps, me.town, params.id);
      const rows = await documentsOf(database, me.town, params.id);
      return rows.map(({ document_id, title, at }) => ({ id: document_id, title, at: localIso(at) }));
    },
  );
  // Names stand in clear, so the auditor, who reads masked, does not open them; each opening is logged.
  app.get(
    '/api/documents/:id',
    route({ summary: '打开文书（可打印）', params: Id }, { roles: caseWorkers }),
    async ({ me, params }, reply) => {
      const row = /^[\da-f-]{36}$/i.test(params.id) ? await findDocument(database, me.town, params.id) : undefined;
      if (!row) throw new Problem(404, 'document-not-found', '没有找到这份文书');
      const entry = {
        at: clock.now(),
        by: { kind: 'user' as const, id: me.id, name: me.name },
        action: 'document.read' as const,
        object: row.document_id,
      };
      await database.transaction().execute((trx) => record(trx, me.town, entry));
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .header(
          'content-security-policy',
          "sandbox allow-modals; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
        )
        .send(open(deps, 'document', row.document_id, 'body', row.body_enc));
    },
  );
}
