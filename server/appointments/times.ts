import { Refusal } from '../../engine/model/door.ts';
import { localTime } from '../calendar/zone.ts';
import type { Database, Trx } from '../db/schema.ts';
import { letterMoment } from '../orders/words.ts';
import type { Base } from '../platform/deps.ts';
import { findTown } from '../towns/queries.ts';
import { overlapping } from './queries.ts';

export interface Slot {
  readonly start: Date;
  readonly end: Date;
  readonly room: string;
}

const longest = 8 * 3_600_000;

/** The slot that a form gives, checked: ahead, in order, in a room of the town that is free. Refuses at the field. */
export async function checkedSlot(
  trx: Trx,
  deps: Base<Database>,
  town: number,
  value: { readonly startsAt: string; readonly endsAt: string; readonly room: string },
  { field, now, except }: { readonly field: string; readonly now: Date; readonly except: string },
): Promise<Slot> {
  const [start, end] = [new Date(value.startsAt), new Date(value.endsAt)];
  if (!(start > now)) throw new Refusal('appointment-past', '开始时间要在现在之后', `${field}/startsAt`);
  if (!(end > start)) throw new Refusal('appointment-order', '结束时间要在开始时间之后', `${field}/endsAt`);
  if (end.getTime() - start.getTime() > longest)
    throw new Refusal('appointment-long', '一次调解最长约 8 小时', `${field}/endsAt`);
  const rooms = (await findTown(deps.database, town))?.settings.rooms ?? [];
  if (!rooms.includes(value.room)) throw new Refusal('room-unknown', '请选择本中心的调解室', `${field}/room`);
  const taken = await overlapping(trx, town, { room: value.room, start, end, except });
  if (taken) {
    throw new Refusal(
      'room-taken',
      `${value.room}${letterMoment(taken.starts_at)}至${localTime(taken.ends_at)}已有预约，请换时间或换一间`,
      `${field}/room`,
    );
  }
  return { start, end, room: value.room };
}

/** Two that took the room at the same moment: the database let only one of them. */
export async function orRoomTaken<T>(field: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: string }).code === '23P01')
      throw new Refusal('room-taken', '这间调解室刚被别人约走，请换时间或换一间', `${field}/room`);
    throw error;
  }
}
