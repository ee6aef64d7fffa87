import { type Insertable, sql } from 'kysely';
import { type CaseRow, caseRows } from '../cases/queries.ts';
import type { CaseTables } from '../cases/tables.ts';
import type { Db, Trx } from '../db/schema.ts';

/** Cases since a moment at this place, or whose text shares a shingle with these. */
export async function casesLike(
  db: Db,
  town: number,
  place: Buffer | undefined,
  shingles: readonly number[],
  since: Date,
) {
  if (!place && shingles.length === 0) return [];
  return db
    .selectFrom('case_file')
    .select(['case_id', 'place_idx', 'shingles'])
    .where('town_id', '=', town)
    .where('received_at', '>=', since)
    .where((where) =>
      where.or([
        ...(place ? [where('place_idx', '=', place)] : []),
        ...(shingles.length > 0 ? [sql<boolean>`shingles && ${[...shingles]}::int[]`] : []),
      ]),
    )
    .orderBy('received_at', 'desc')
    .limit(200)
    .execute();
}

/** Those of these cases that stand for themselves: merged ones are seen by the case they went into. */
export async function casesByIds(db: Db, town: number, ids: readonly string[]): Promise<CaseRow[]> {
  if (ids.length === 0) return [];
  return caseRows(db, town)
    .where('case_id', 'in', [...ids])
    .where('merged_into', 'is', null)
    .execute();
}

export async function insertCase(trx: Trx, row: Insertable<CaseTables['case_file']>): Promise<void> {
  await trx.insertInto('case_file').values(row).execute();
}

export async function insertReport(trx: Trx, row: Insertable<CaseTables['case_report']>): Promise<void> {
  await trx.insertInto('case_report').values(row).execute();
}

/** The number of a case that exists. */
export async function numberOf(db: Db, town: number, id: string): Promise<string> {
  const row = await db
    .selectFrom('case_file')
    .select('number')
    .where('town_id', '=', town)
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.number;
}
