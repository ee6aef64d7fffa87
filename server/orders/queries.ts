import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { OrderTables } from './tables.ts';

export type OrderRow = Selectable<OrderTables['dispatch_order']>;
export type OrderPatch = Updateable<OrderTables['dispatch_order']>;

export async function insertOrder(trx: Trx, row: Insertable<OrderTables['dispatch_order']>): Promise<void> {
  await trx.insertInto('dispatch_order').values(row).execute();
}

export async function findOrder(db: Db, town: number, order: string): Promise<OrderRow | undefined> {
  return db
    .selectFrom('dispatch_order')
    .selectAll()
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .executeTakeFirst();
}

/** The order, held until the transaction ends, so that no one decides on an older status. */
export async function lockOrder(trx: Trx, town: number, order: string): Promise<OrderRow> {
  const row = await trx
    .selectFrom('dispatch_order')
    .selectAll()
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Error(`Expected order ${order} in town ${town} but it does not exist`);
  return row;
}

export async function updateOrder(trx: Trx, town: number, order: string, patch: OrderPatch): Promise<void> {
  await trx
    .updateTable('dispatch_order')
    .set(patch)
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .execute();
}

export async function ordersOfCase(db: Db, town: number, caseId: string): Promise<OrderRow[]> {
  return db
    .selectFrom('dispatch_order')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .execute();
}

/** Who is awaited: 0 the department to sign, 1 the department to act, 2 us. */
const group = sql<number>`case status when 'issued' then 0 when 'signed' then 1 else 2 end`;
/** What runs now; orders that await us have no limit of the department's. */
const due = sql<Date>`coalesce(case status when 'issued' then sign_due when 'signed' then result_due end, 'infinity'::timestamptz)`;

export interface BoardPage {
  readonly view: 'open' | 'late' | 'closed';
  readonly department?: string | undefined;
  readonly text?: string | undefined;
  readonly now: Date;
  /** Place of the last row of the page before. */
  readonly after?: readonly [group: number, due: string, id: string] | undefined;
  readonly limit: number;
}

export type BoardRow = OrderRow & { readonly place: readonly [group: number, due: string, id: string] };

/** Open orders by who is awaited, the next limit first; closed ones newest first. */
export async function boardPage(
  db: Db,
  town: number,
  { view, department, text, now, after, limit }: BoardPage,
): Promise<BoardRow[]> {
  let query = db.selectFrom('dispatch_order').selectAll().where('town_id', '=', town);
  if (department) query = query.where('department_id', '=', department);
  if (text) {
    const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) => where.or([where('title', 'like', like), where('number', 'like', like)]));
  }
  const closed = view === 'closed';
  query = query.where('closed_at', closed ? 'is not' : 'is', null);
  if (view === 'late') query = query.where(due, '<', now);
  // With a cast: a bare number in `order by` is the place of a column.
  const rank = closed ? sql<number>`0::int` : group;
  const at = closed ? sql<Date>`closed_at` : due;
  if (after) {
    const [rankAfter, atAfter, idAfter] = after;
    const than = sql`(${rankAfter}::int, ${atAfter}::timestamptz, ${idAfter}::uuid)`;
    query = query.where(
      closed ? sql<boolean>`(0, closed_at, order_id) < ${than}` : sql<boolean>`(${group}, ${due}, order_id) > ${than}`,
    );
  }
  const direction = closed ? 'desc' : 'asc';
  const rows = await query
    .select([rank.as('place_rank'), sql<string>`${at}::text`.as('place_at')])
    .orderBy(rank, direction)
    .orderBy(at, direction)
    .orderBy('order_id', direction)
    .limit(limit)
    .execute();
  return rows.map(({ place_rank, place_at, ...row }) => ({
    ...row,
    place: [place_rank, place_at, row.order_id] as const,
  }));
}

/** How many orders stand where, for the tabs of the board. */
export async function boardCounts(db: Db, town: number, now: Date): Promise<Record<string, number>> {
  const open = sql<boolean>`closed_at is null`;
  const count = (where: ReturnType<typeof sql<boolean>>) => sql<string>`count(*) filter (where ${where})`;
  const row = await db
    .selectFrom('dispatch_order')
    .select([
      count(open).as('open'),
      count(sql`${open} and ${due} < ${now}`).as('late'),
      count(sql`not ${open}`).as('closed'),
      count(sql`${open} and bounced`).as('bounced'),
      count(sql`${open} and ${group} = 0`).as('department-sign'),
      count(sql`${open} and ${group} = 1`).as('department-act'),
      count(sql`${open} and ${group} = 2`).as('us'),
    ])
    .where('town_id', '=', town)
    .executeTakeFirstOrThrow();
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
}

/** Files a request of the department under the next number of its order, which the caller holds; answers the number. */
export async function insertReturn(
  trx: Trx,
  town: number,
  order: string,
  row: (no: number) => Omit<Insertable<OrderTables['order_return']>, 'no' | 'town_id' | 'order_id'>,
): Promise<number> {
  const no = (await returnsOf(trx, town, order)).length + 1;
  await trx
    .insertInto('order_return')
    .values({ ...row(no), town_id: town, order_id: order, no })
    .execute();
  return no;
}

export async function returnsOf(db: Db, town: number, order: string) {
  return db
    .selectFrom('order_return')
    .selectAll()
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .orderBy('no')
    .execute();
}

/** Files a request of the department under the next number of its order, which the caller holds; answers the number. */
export async function insertExtension(
  trx: Trx,
  town: number,
  order: string,
  row: (no: number) => Omit<Insertable<OrderTables['order_extension']>, 'no' | 'town_id' | 'order_id'>,
): Promise<number> {
  const no = (await extensionsOf(trx, town, order)).length + 1;
  await trx
    .insertInto('order_extension')
    .values({ ...row(no), town_id: town, order_id: order, no })
    .execute();
  return no;
}

export async function extensionsOf(db: Db, town: number, order: string) {
  return db
    .selectFrom('order_extension')
    .selectAll()
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .orderBy('no')
    .execute();
}

export interface RulingRow {
  readonly accepted: boolean;
  readonly ruling_enc: Buffer;
  readonly ruled_at: Date;
  readonly ruled_by: string;
}

export async function ruleOn(
  trx: Trx,
  table: 'order_return' | 'order_extension',
  town: number,
  order: string,
  no: number,
  ruling: RulingRow,
): Promise<void> {
  await trx
    .updateTable(table)
    .set(ruling)
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .where('no', '=', no)
    .execute();
}
