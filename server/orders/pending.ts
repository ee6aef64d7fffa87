import type { Trx } from '../db/schema.ts';
import { extensionsOf, returnsOf } from './queries.ts';

/** What a department asks of us and nobody has ruled on yet. */
export type Pending =
  | { readonly table: 'order_return'; readonly no: number; readonly reason_enc: Buffer }
  | { readonly table: 'order_extension'; readonly no: number; readonly reason_enc: Buffer; readonly days: number };

/** The oldest request without a ruling: a return before an extension, because it stops the work. */
export async function pendingOf(trx: Trx, town: number, order: string): Promise<Pending | undefined> {
  const back = (await returnsOf(trx, town, order)).find(({ accepted }) => accepted === null);
  if (back) return { table: 'order_return', no: back.no, reason_enc: back.reason_enc };
  const more = (await extensionsOf(trx, town, order)).find(({ accepted }) => accepted === null);
  return more && { table: 'order_extension', no: more.no, reason_enc: more.reason_enc, days: more.days };
}
