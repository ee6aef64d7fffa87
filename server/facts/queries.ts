import type { Variables } from '../../engine/model/variables.ts';
import type { Db, Trx } from '../db/schema.ts';

export interface FactChange {
  readonly town: number;
  readonly id: string;
  readonly case: string;
  readonly before: Variables | null;
  readonly after: Variables;
}

export async function insertChange(trx: Trx, { town, id, case: caseId, before, after }: FactChange, now: Date) {
  await trx
    .insertInto('fact_change')
    .values({
      ...{ town_id: town, change_id: id, case_id: caseId, at: now },
      ...{ before: before && JSON.stringify(before), after: JSON.stringify(after) },
    })
    .execute();
}

/** What has not been told yet, oldest first: of every town, or of one case. Ids ascend with time. */
export async function listChanges(db: Db, of: { readonly town: number; readonly case: string } | undefined) {
  let query = db.selectFrom('fact_change').selectAll();
  if (of) query = query.where('town_id', '=', of.town).where('case_id', '=', of.case);
  const rows = await query.orderBy('change_id').limit(200).execute();
  return rows.map(
    (row): FactChange => ({
      ...{ town: row.town_id, id: row.change_id, case: row.case_id, before: row.before, after: row.after },
    }),
  );
}

export async function dropChange(db: Db, town: number, id: string): Promise<void> {
  await db.deleteFrom('fact_change').where('town_id', '=', town).where('change_id', '=', id).execute();
}

/** The facts of a case as they are now. */
export async function setFacts(
  trx: Trx,
  town: number,
  caseId: string,
  facts: object,
  people: number,
  amount: number | null,
) {
  await trx
    .updateTable('case_file')
    .set({ facts: JSON.stringify(facts), people, amount })
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .execute();
}
