import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import { mostCounted } from '../platform/counts.ts';
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
export async function boardPage(db: Db, town: number, page: BoardPage): Promise<BoardRow[]> {
  const rows = await pageOfBoard(db, town, page).execute();
  return rows.map(({ place_rank, place_at, ...row }) => ({
    ...row,
    place: [place_rank, place_at, row.order_id] as const,
  }));
}

/** The statement of one page; the open and the closed have an index each that gives their order. */
export function pageOfBoard(db: Db, town: number, { view, department, text, now, after, limit }: BoardPage) {
  let query = db.selectFrom('dispatch_order').selectAll().where('town_id', '=', town);
  if (department) query = query.where('department_id', '=', department);
  if (text) {
    const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) => where.or([where('title', 'like', like), where('number', 'like', like)]));
  }
  if (view === 'closed') {
    query = query.where('closed_at', 'is not', null);
    if (after) query = query.where(sql<boolean>`(closed_at, order_id) < (${after[1]}::timestamptz, ${after[2]}::uuid)`);
    return query
      .select([sql<number>`0`.as('place_rank'), sql<string>`closed_at::text`.as('place_at')])
      .orderBy('closed_at', 'desc')
      .orderBy('order_id', 'desc')
      .limit(limit);
  }
  query = query.where('closed_at', 'is', null);
  if (view === 'late') query = query.where(due, '<', now);
  if (after) {
    const than = sql`(${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::uuid)`;
    query = query.where(sql<boolean>`(${group}, ${due}, order_id) > ${than}`);
  }
  return query
    .select([group.as('place_rank'), sql<string>`${due}::text`.as('place_at')])
    .orderBy(group)
    .orderBy(due)
    .orderBy('order_id')
    .limit(limit);
}

export interface BoardCounts {
  readonly open: number;
  readonly late: number;
  readonly closed: number;
}

/** How many orders are in each view of the board, each counted up to `mostCounted`. */
export async function boardCounts(db: Db, town: number, now: Date): Promise<BoardCounts> {
  const { rows } = await countsOfBoard(town, now).execute(db);
  return rows[0]!;
}

/** The statement of all counts. */
export function countsOfBoard(town: number, now: Date) {
  const count = (state: ReturnType<typeof sql<boolean>>) =>
    sql`(select count(*)::integer from (select from dispatch_order where town_id = ${town} and ${state} limit ${mostCounted}) as counted)`;
  const open = sql<boolean>`closed_at is null`;
  return sql<BoardCounts>`select ${count(open)} as open, ${count(sql`${open} and ${due} < ${now}`)} as late,
    ${count(sql`closed_at is not null`)} as closed`;
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
