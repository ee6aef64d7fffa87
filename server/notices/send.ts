import type { Trx } from '../db/schema.ts';
import { uuidOf } from '../platform/ids.ts';
import { insertNotices, recipientsOf } from './queries.ts';

export interface Notice {
  /** A role or an account id. */
  readonly to: string;
  /** One zh-CN sentence without personal data. */
  readonly text: string;
  readonly case?: string | null;
  /** Why it is sent; the same cause writes once to each person. */
  readonly cause: string;
}

/** Tells people inside the system; answers how many there were. */
export async function sendNotice(
  trx: Trx,
  town: number,
  { to, text, case: caseId = null, cause }: Notice,
  now: Date,
): Promise<number> {
  const accounts = await recipientsOf(trx, town, to);
  const notices = accounts.map((account) => ({
    id: uuidOf(`notice|${town}|${cause}|${account}`),
    account,
    text,
    case: caseId,
  }));
  await insertNotices(trx, town, notices, now);
  return accounts.length;
}
