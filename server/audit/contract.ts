import { type Static, Type } from 'typebox';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

/** GET /api/audit?cursor=&q= (auditor), newest first. */
export const AuditItem = Type.Object({
  seq: Type.Integer(),
  at: Type.String(),
  who: Type.String(),
  action: Type.String(),
  actionTitle: Type.String(),
  object: Nullable(Type.String()),
  ok: Type.Boolean(),
  hash: Type.String(),
});
export const AuditList = Type.Object({ items: Type.Array(AuditItem), next: Nullable(Type.String()) });
export type AuditList = Static<typeof AuditList>;
/** GET /api/audit/verify : walks the chain. */
export const AuditVerdict = Type.Object({
  ok: Type.Boolean(),
  checked: Type.Integer(),
  brokenAt: Nullable(Type.Integer()),
  head: Type.String(),
});
export type AuditVerdict = Static<typeof AuditVerdict>;
