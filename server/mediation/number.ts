import { localDate } from '../calendar/zone.ts';
import type { Trx } from '../db/schema.ts';
import { findTown, takeNumber } from '../towns/queries.ts';

/** （2026）苍城人调字第12号: unique per committee and year, without gaps. */
export async function agreementNumber(trx: Trx, town: number, now: Date): Promise<string> {
  const year = Number(localDate(now).slice(0, 4));
  const [no, found] = [await takeNumber(trx, town, '人调', year), await findTown(trx, town)];
  const place = (found?.name ?? '').replace(/^.*(?:市|县|区)(?=.)/, '').replace(/[镇乡]$|街道$/, '');
  return `（${year}）${place}人调字第${no}号`;
}
