import type { Db } from '../db/schema.ts';

/** What orders, appointments and letters need of a case: nothing that names a party. */
export async function caseHead(db: Db, town: number, caseId: string) {
  return db
    .selectFrom('case_file')
    .select(['case_id', 'number', 'title', 'type', 'level', 'closed_at', 'mediator', 'first_handler'])
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
}

export type CaseHead = NonNullable<Awaited<ReturnType<typeof caseHead>>>;

export async function caseHeads(db: Db, town: number, ids: readonly string[]): Promise<Map<string, CaseHead>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('case_file')
    .select(['case_id', 'number', 'title', 'type', 'level', 'closed_at', 'mediator', 'first_handler'])
    .where('town_id', '=', town)
    .where('case_id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.case_id, row]));
}

/** Names of accounts by id. */
export async function accountNames(db: Db, town: number, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f-]{36}$/.test(id));
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('account')
    .select(['account_id', 'name'])
    .where('town_id', '=', town)
    .where('account_id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ account_id, name }) => [account_id, name]));
}
