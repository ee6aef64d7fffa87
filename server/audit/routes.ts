import { Type } from 'typebox';
import { localIso } from '../calendar/zone.ts';
import type { App, ServerDeps } from '../deps.ts';
import { route } from '../identity/guard.ts';
import { type AuditAction, auditActions } from './actions.ts';
import { AuditList, AuditVerdict } from './contract.ts';
import { listEntries } from './queries.ts';
import { verifyChain } from './verify.ts';

const pageSize = 50;
const Query = Type.Object(
  {
    cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
    q: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);

/** The audit log: the auditor only. */
export async function auditRoutes(app: App, { database }: ServerDeps): Promise<void> {
  app.get(
    '/api/audit',
    route({ summary: '审计日志', querystring: Query, response: { 200: AuditList } }, { roles: ['auditor'] }),
    async ({ me, query }) => {
      const text = query.q?.trim();
      const entries = await listEntries(database, me.town, {
        before: query.cursor === undefined ? undefined : Number(query.cursor),
        text,
        actions: text
          ? Object.entries(auditActions).flatMap(([code, title]) => (title.includes(text) ? [code] : []))
          : [],
        limit: pageSize + 1,
      });
      const items = entries.slice(0, pageSize);
      return {
        items: items.map((entry) => ({
          seq: entry.seq,
          at: localIso(entry.at),
          who: entry.actorName || (entry.actorKind === 'system' ? '系统' : entry.actorId),
          action: entry.action,
          actionTitle: auditActions[entry.action as AuditAction] ?? entry.action,
          object: entry.object,
          ok: entry.ok,
          hash: entry.hash,
        })),
        next: entries.length > pageSize ? String(items.at(-1)!.seq) : null,
      };
    },
  );
  app.get(
    '/api/audit/verify',
    route({ summary: '核验审计链', response: { 200: AuditVerdict } }, { roles: ['auditor'] }),
    async ({ me }) => verifyChain(database, me.town),
  );
}
