import type { Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { OrderTables } from './tables.ts';

export type LinkRow = Selectable<OrderTables['order_link']>;

export async function insertLink(trx: Trx, row: Omit<LinkRow, 'revoked_at'>): Promise<void> {
  await trx.insertInto('order_link').values(row).execute();
}

export async function findLink(db: Db, town: number, hash: Buffer): Promise<LinkRow | undefined> {
  return db
    .selectFrom('order_link')
    .selectAll()
    .where('town_id', '=', town)
    .where('token_hash', '=', hash)
    .executeTakeFirst();
}

export async function linksOf(db: Db, town: number, order: string): Promise<LinkRow[]> {
  return db
    .selectFrom('order_link')
    .selectAll()
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .orderBy('created_at')
    .execute();
}

export async function revokeLinks(trx: Trx, town: number, order: string, now: Date): Promise<void> {
  await trx
    .updateTable('order_link')
    .set({ revoked_at: now })
    .where('town_id', '=', town)
    .where('order_id', '=', order)
    .where('revoked_at', 'is', null)
    .execute();
}

export async function insertOpening(db: Db, town: number, link: string, at: Date): Promise<void> {
  await db
    .insertInto('order_opening')
    .values({ town_id: town, link_id: link, at })
    .onConflict((conflict) => conflict.columns(['town_id', 'link_id', 'at']).doNothing())
    .execute();
}

/** When the links of an order were opened, oldest first. */
export async function openingsOf(db: Db, town: number, order: string): Promise<Date[]> {
  const rows = await db
    .selectFrom('order_opening')
    .innerJoin('order_link', (join) =>
      join
        .onRef('order_link.town_id', '=', 'order_opening.town_id')
        .onRef('order_link.link_id', '=', 'order_opening.link_id'),
    )
    .select('order_opening.at')
    .where('order_opening.town_id', '=', town)
    .where('order_link.town_id', '=', town)
    .where('order_link.order_id', '=', order)
    .orderBy('order_opening.at')
    .limit(200)
    .execute();
  return rows.map(({ at }) => at);
}
