import { sql } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { TownSettings } from './settings.ts';

export interface Town {
  readonly id: number;
  readonly name: string;
  readonly centre: string;
  readonly dutyPhone: string;
  readonly address: string;
  readonly settings: TownSettings;
}

export async function findTown(db: Db, town: number): Promise<Town | undefined> {
  const row = await db.selectFrom('town').selectAll().where('town_id', '=', town).executeTakeFirst();
  return (
    row && {
      id: row.town_id,
      name: row.name,
      centre: row.centre,
      dutyPhone: row.duty_phone,
      address: row.address,
      settings: row.settings,
    }
  );
}

export async function listTowns(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('town').select('town_id').orderBy('town_id').execute();
  return rows.map((row) => row.town_id);
}

export async function insertTown(db: Db, town: Town, now: Date): Promise<void> {
  await db
    .insertInto('town')
    .values({
      town_id: town.id,
      name: town.name,
      centre: town.centre,
      duty_phone: town.dutyPhone,
      address: town.address,
      settings: JSON.stringify(town.settings),
      created_at: now,
    })
    .execute();
}

/** Adds one to the series and answers it; the row stays locked until the transaction ends. */
export async function takeNumber(trx: Trx, town: number, prefix: string, year: number): Promise<number> {
  const row = await trx
    .insertInto('numbering')
    .values({ town_id: town, prefix, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['town_id', 'prefix', 'year']).doUpdateSet({ last: sql`numbering.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

export interface OrgUnit {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: 'city' | 'town' | 'village' | 'grid' | 'office';
  readonly name: string;
}

/** The organisation tree, parents before children in the town's own order. */
export async function listUnits(db: Db, town: number): Promise<OrgUnit[]> {
  const rows = await db
    .selectFrom('org_unit')
    .select(['unit_id', 'parent_id', 'kind', 'name'])
    .where('town_id', '=', town)
    .orderBy('sort')
    .orderBy('unit_id')
    .execute();
  return rows.map((row) => ({ id: row.unit_id, parent: row.parent_id, kind: row.kind, name: row.name }));
}

export async function insertUnits(db: Db, town: number, units: readonly OrgUnit[]): Promise<void> {
  if (units.length === 0) return;
  const rows = units.map((unit, sort) => ({
    town_id: town,
    unit_id: unit.id,
    parent_id: unit.parent,
    kind: unit.kind,
    name: unit.name,
    sort,
  }));
  await db.insertInto('org_unit').values(rows).execute();
}
