import { type Selectable, sql } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import { mostCounted } from '../platform/counts.ts';
import type { CaseTables } from './tables.ts';

/** What a list needs of a case. */
const columns = [
  'case_id',
  'number',
  'title',
  'type',
  'source',
  'level',
  'score',
  'stage',
  'parties',
  'place',
  'received_at',
  'registered_at',
  'closed_at',
  'outcome',
] as const;

export type CaseRow = Pick<Selectable<CaseTables['case_file']>, (typeof columns)[number]>;
export type FullCaseRow = Selectable<CaseTables['case_file']>;

/** A query for cases of a town, without what is sealed. */
export const caseRows = (db: Db, town: number) =>
  db
    .selectFrom('case_file')
    .select([...columns])
    .where('town_id', '=', town);

/** The whole row; undefined when the town has no such case. */
export async function findCase(db: Db, town: number, id: string): Promise<FullCaseRow | undefined> {
  return db
    .selectFrom('case_file')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', id)
    .executeTakeFirst();
}

/** Numbers and titles of cases by their ids, for lists of other things. */
export async function briefCases(db: Db, town: number, ids: readonly string[]): Promise<Map<string, CaseRow>> {
  const uuids = [...new Set(ids)];
  if (uuids.length === 0) return new Map();
  const rows = await caseRows(db, town).where('case_id', 'in', uuids).execute();
  return new Map(rows.map((row) => [row.case_id, row]));
}

/** Whether this is part of the title of a case, whatever its capitals; found by the index over pairs of characters. */
export const inTitle = (text: string) =>
  sql<boolean>`(title ilike ${containing(text)} and text_pairs(title) @> text_pairs(${text}))`;

/** As a pattern of `like`: anything around these very characters. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

export interface CasePage {
  readonly view: 'open' | 'closed' | 'all';
  readonly stage?: string | undefined;
  readonly level?: number | undefined;
  /** Number, or part of the title. */
  readonly text?: string | undefined;
  /** Cases found otherwise, by a party. */
  readonly ids?: readonly string[];
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** Newest first, keyset-paged by registration. */
export async function listCases(db: Db, town: number, page: CasePage): Promise<CaseRow[]> {
  return pageOfCases(db, town, page).execute();
}

/** The statement of one page. */
export function pageOfCases(db: Db, town: number, page: CasePage) {
  let query = caseRows(db, town);
  if (page.view === 'open') query = query.where('closed_at', 'is', null);
  if (page.view === 'closed') query = query.where('closed_at', 'is not', null);
  if (page.stage) query = query.where('stage', '=', page.stage);
  if (page.level) query = query.where('level', '=', page.level);
  const { text, ids = [] } = page;
  if (text) {
    query = query.where((where) =>
      where.or([
        where('number', '=', text.toUpperCase()),
        inTitle(text),
        ...(ids.length > 0 ? [where('case_id', 'in', [...ids])] : []),
      ]),
    );
  }
  const { after } = page;
  if (after) query = query.where(sql<boolean>`(registered_at, case_id) < (${after.at}, ${after.id}::uuid)`);
  return query.orderBy('registered_at', 'desc').orderBy('case_id', 'desc').limit(page.limit);
}

export interface CaseCounts {
  readonly open: number;
  readonly closed: number;
}

/** Open and closed cases, each counted up to `mostCounted`. */
export async function countCases(db: Db, town: number): Promise<CaseCounts> {
  const { rows } = await countsOfCases(town).execute(db);
  return rows[0]!;
}

/** The statement of both counts: each of the newest, so that it goes along an index. */
export function countsOfCases(town: number) {
  const count = (state: ReturnType<typeof sql<boolean>>) =>
    sql`(select count(*)::integer from (select from case_file where town_id = ${town} and ${state}
      order by registered_at desc, case_id desc limit ${mostCounted}) as counted)`;
  return sql<CaseCounts>`select ${count(sql`closed_at is null`)} as open, ${count(sql`closed_at is not null`)} as closed`;
}

export async function setCaseWilling(trx: Trx, town: number, id: string, willing: boolean): Promise<void> {
  await trx.updateTable('case_file').set({ willing }).where('town_id', '=', town).where('case_id', '=', id).execute();
}

export async function setLevel(
  trx: Trx,
  town: number,
  id: string,
  level: number,
  by: { readonly score?: number; readonly person?: string },
): Promise<void> {
  await trx
    .updateTable('case_file')
    .set({
      level,
      ...(by.score === undefined ? {} : { score: by.score }),
      ...(by.person ? { level_by: by.person } : {}),
    })
    .where('town_id', '=', town)
    .where('case_id', '=', id)
    .execute();
}

export async function setMediator(trx: Trx, town: number, id: string, mediator: string): Promise<void> {
  await trx.updateTable('case_file').set({ mediator }).where('town_id', '=', town).where('case_id', '=', id).execute();
}

/** Closes an open case; false when it was closed before. */
export async function closeCase(
  trx: Trx,
  town: number,
  id: string,
  outcome: string,
  now: Date,
  mergedInto: string | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('case_file')
    .set({ closed_at: now, outcome, merged_into: mergedInto })
    .where('town_id', '=', town)
    .where('case_id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Moves cases to the stage that each has entered, and remembers when it was first there. */
export async function enterStages(
  trx: Trx,
  town: number,
  entered: readonly { readonly id: string; readonly stage: string }[],
  now: Date,
): Promise<void> {
  if (entered.length === 0) return;
  await trx
    .insertInto('case_stage')
    .values(entered.map(({ id, stage }) => ({ town_id: town, case_id: id, stage, at: now })))
    .onConflict((conflict) => conflict.columns(['town_id', 'case_id', 'stage']).doNothing())
    .execute();
  const last = new Map(entered.map(({ id, stage }) => [id, stage]));
  for (const stage of new Set(last.values())) {
    const ids = [...last].filter(([, reached]) => reached === stage).map(([id]) => id);
    await trx.updateTable('case_file').set({ stage }).where('town_id', '=', town).where('case_id', 'in', ids).execute();
  }
}

export async function listStages(db: Db, town: number, id: string): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('case_stage')
    .select(['stage', 'at'])
    .where('town_id', '=', town)
    .where('case_id', '=', id)
    .execute();
  return new Map(rows.map((row) => [row.stage, row.at]));
}

/** Joins two cases, each in the list of the other. */
export async function linkCases(
  trx: Trx,
  town: number,
  one: string,
  other: string,
  kind: 'merged' | 'linked',
  now: Date,
): Promise<void> {
  const row = (from: string, to: string) => ({ town_id: town, case_id: from, other_id: to, kind, at: now });
  await trx
    .insertInto('case_link')
    .values([row(one, other), row(other, one)])
    .onConflict((conflict) => conflict.columns(['town_id', 'case_id', 'other_id']).doUpdateSet({ kind }))
    .execute();
}

export async function listLinks(db: Db, town: number, id: string) {
  return db
    .selectFrom('case_link')
    .innerJoin('case_file', (join) =>
      join.onRef('case_file.town_id', '=', 'case_link.town_id').onRef('case_file.case_id', '=', 'case_link.other_id'),
    )
    .select(['case_file.case_id as id', 'case_file.number', 'case_file.title', 'case_link.kind'])
    .where('case_link.town_id', '=', town)
    .where('case_link.case_id', '=', id)
    .orderBy('case_link.at')
    .execute();
}

export async function countReports(db: Db, town: number, id: string): Promise<number> {
  const row = await db
    .selectFrom('case_report')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('town_id', '=', town)
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function listEvents(db: Db, town: number, id: string) {
  return db
    .selectFrom('case_event')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('event_id', 'desc')
    .limit(500)
    .execute();
}

/** Whether this person's act of this very moment is in the case's timeline already. */
export async function hasTold(
  trx: Trx,
  town: number,
  caseId: string,
  name: string | undefined,
  at: Date,
): Promise<boolean> {
  if (name === undefined) return false;
  const row = await trx
    .selectFrom('case_event')
    .select('event_id')
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .where('at', '=', at)
    .where('actor_name', '=', name)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
