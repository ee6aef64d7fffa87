import type { Trx } from '../db/schema.ts';
import { noteFacts } from '../facts/tell.ts';
import { caseVariables } from '../intake/facts.ts';
import type { FullCaseRow } from './queries.ts';

/** A case has another level than its row still says: a fact that procedures may wait for. */
export async function noteLevel(trx: Trx, row: FullCaseRow, level: number, now: Date): Promise<void> {
  const before = caseVariables(row, now);
  await noteFacts(trx, { town: row.town_id, case: row.case_id, before, after: { ...before, level } }, now);
}
