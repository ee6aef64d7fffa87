import { localDate } from '../calendar/zone.ts';
import type { Trx } from '../db/schema.ts';
import { takeNumber } from './queries.ts';

/**
 * The next number of a town's series in this year, such as CC2026-0398. Without gaps: it is taken in the transaction that
 * uses it, and given back with it.
 */
export async function nextNumber(trx: Trx, town: number, prefix: string, now: Date): Promise<string> {
  const year = Number(localDate(now).slice(0, 4));
  const last = await takeNumber(trx, town, prefix, year);
  return `${prefix}${year}-${String(last).padStart(4, '0')}`;
}
