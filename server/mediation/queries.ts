import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { MediationTables } from './tables.ts';

export type AgreementRow = Selectable<MediationTables['agreement']>;
export type RecordRow = Selectable<MediationTables['mediation_record']>;

export async function insertRecord(trx: Trx, row: Insertable<MediationTables['mediation_record']>): Promise<void> {
  await trx.insertInto('mediation_record').values(row).execute();
}

/** The latest record of a case. */
export async function lastRecord(db: Db, town: number, caseId: string): Promise<RecordRow | undefined> {
  return db
    .selectFrom('mediation_record')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertAgreement(trx: Trx, row: Insertable<MediationTables['agreement']>): Promise<void> {
  await trx.insertInto('agreement').values(row).execute();
}

/** Dates as `YYYY-MM-DD`: a `date` has no zone, and a Date of the machine's would. */
const day = (column: 'perform_by' | 'made_on' | 'signed_on' | 'stamped_on' | 'effective_on' | 'confirm_until') =>
  sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`.as(column);

const agreements = (db: Db, town: number) =>
  db
    .selectFrom('agreement')
    .selectAll()
    .select([
      day('perform_by'),
      day('made_on'),
      day('signed_on'),
      day('stamped_on'),
      day('effective_on'),
      day('confirm_until'),
    ])
    .where('town_id', '=', town);

export async function findAgreement(db: Db, town: number, id: string): Promise<AgreementRow | undefined> {
  return agreements(db, town).where('agreement_id', '=', id).executeTakeFirst();
}

/** The latest agreement of a case. */
export async function lastAgreement(db: Db, town: number, caseId: string): Promise<AgreementRow | undefined> {
  return agreements(db, town).where('case_id', '=', caseId).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
}

export async function updateAgreement(
  trx: Trx,
  town: number,
  id: string,
  patch: Updateable<MediationTables['agreement']>,
): Promise<void> {
  await trx.updateTable('agreement').set(patch).where('town_id', '=', town).where('agreement_id', '=', id).execute();
}
