import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { PartyTables } from './tables.ts';

export type PartyRow = Selectable<PartyTables['party']>;

export async function insertParties(trx: Trx, rows: readonly Insertable<PartyTables['party']>[]): Promise<void> {
  if (rows.length > 0)
    await trx
      .insertInto('party')
      .values([...rows])
      .execute();
}

/** The parties of a case in the order in which they were taken in. */
export async function listParties(db: Db, town: number, caseId: string): Promise<PartyRow[]> {
  return db
    .selectFrom('party')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('sort')
    .execute();
}

export async function findParty(db: Db, town: number, caseId: string, party: string): Promise<PartyRow | undefined> {
  return db
    .selectFrom('party')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .where('party_id', '=', party)
    .executeTakeFirst();
}

/** Answers whether the case has this party. */
export async function setWilling(
  trx: Trx,
  town: number,
  caseId: string,
  party: string,
  willing: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('party')
    .set({ willing })
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .where('party_id', '=', party)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface PartyMatch {
  readonly case_id: string;
  readonly side: 'claimant' | 'respondent';
  readonly by_name: boolean;
  readonly by_phone: boolean;
}

/** Parties of cases received since `since` whose name or phone is one of these (keyed hashes). */
export async function matchParties(
  db: Db,
  town: number,
  names: readonly Buffer[],
  phones: readonly Buffer[],
  since: Date,
): Promise<PartyMatch[]> {
  if (names.length + phones.length === 0) return [];
  const rows = await db
    .selectFrom('party')
    .innerJoin('case_file', (join) =>
      join.onRef('case_file.town_id', '=', 'party.town_id').onRef('case_file.case_id', '=', 'party.case_id'),
    )
    .select(['party.case_id', 'party.side', 'party.name_idx', 'party.phone_idx'])
    .where('party.town_id', '=', town)
    .where('case_file.town_id', '=', town)
    .where('case_file.received_at', '>=', since)
    .where((where) =>
      where.or([
        ...(names.length > 0 ? [where('party.name_idx', 'in', names)] : []),
        ...(phones.length > 0 ? [where('party.phone_idx', 'in', phones)] : []),
      ]),
    )
    .limit(200)
    .execute();
  const among = (value: Buffer | null, list: readonly Buffer[]) =>
    value !== null && list.some((one) => one.equals(value));
  return rows.map((row) => ({
    case_id: row.case_id,
    side: row.side,
    by_name: among(row.name_idx, names),
    by_phone: among(row.phone_idx, phones),
  }));
}

/** Cases with a party of this name, phone, phone tail or id number. */
export async function findCasesOf(
  db: Db,
  town: number,
  keys: { readonly name: Buffer; readonly phone: Buffer; readonly tail: Buffer; readonly idNumber: Buffer },
): Promise<string[]> {
  const rows = await db
    .selectFrom('party')
    .select('case_id')
    .distinct()
    .where('town_id', '=', town)
    .where((where) =>
      where.or([
        where('name_idx', '=', keys.name),
        where('phone_idx', '=', keys.phone),
        where('phone_tail_idx', '=', keys.tail),
        where('id_number_idx', '=', keys.idNumber),
      ]),
    )
    .limit(500)
    .execute();
  return rows.map((row) => row.case_id);
}
