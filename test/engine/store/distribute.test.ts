import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../../engine/store/database.ts';
import { distribute, planDistribution, type TownTable } from '../../../engine/store/distribute.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { schemaOf } from '../../support/schema.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const plain = (name: string, distributed = false): TownTable => ({ name, distributed, references: [] });

test('foreign keys go, the root is spread, the others beside it, the foreign keys come back', () => {
  const definition = 'FOREIGN KEY (town_id, case_id) REFERENCES case_file(town_id, case_id)';
  const tables = [
    plain('case_file'),
    { ...plain('note'), references: [{ name: 'note_case', definition }] },
    plain('town'),
  ];
  expect(planDistribution(tables, { root: 'town', shards: 32 })).toEqual([
    'alter table "note" drop constraint "note_case"',
    `select create_distributed_table('"town"', 'town_id', colocate_with => 'none', shard_count => 32)`,
    `select create_distributed_table('"case_file"', 'town_id', colocate_with => '"town"')`,
    `select create_distributed_table('"note"', 'town_id', colocate_with => '"town"')`,
    `alter table "note" add constraint "note_case" ${definition}`,
  ]);
});

test('what is spread already stays; a table that a later migration made goes to its town', () => {
  const tables = [plain('case_file', true), plain('note'), plain('town', true)];
  expect(planDistribution(tables, { root: 'town' })).toEqual([
    `select create_distributed_table('"note"', 'town_id', colocate_with => '"town"')`,
  ]);
  expect(planDistribution(tables.slice(0, 1).concat(plain('town', true)), { root: 'town' })).toEqual([]);
  expect(() => planDistribution([plain('note')], { root: 'town' })).toThrow('Expected a table “town”');
});

test('without Citus it changes nothing', async () => {
  const before = await schemaOf(db.pool);
  expect(await distribute(db.pool, { root: 'town' })).toBeUndefined();
  expect(await schemaOf(db.pool)).toBe(before);
});

/**
 * There is no Citus in the tests. This stands in for the functions that the step calls, so that order, repetition and
 * failure of the step itself are run against PostgreSQL; it spreads nothing.
 */
const standIn = `
  create schema citus_stand_in;
  create table citus_stand_in.pg_dist_partition (logicalrelid oid primary key);
  create table citus_stand_in.pg_dist_local_group (groupid int);
  insert into citus_stand_in.pg_dist_local_group values (0);
  create table citus_stand_in.called (no int generated always as identity, name text, colocated text, mode text);
  create function citus_stand_in.create_distributed_table(t regclass, c text, colocate_with text, shard_count int default null)
    returns void language sql as $$
      insert into citus_stand_in.pg_dist_partition values (t);
      insert into citus_stand_in.called (name, colocated, mode)
        values (t::text, colocate_with, current_setting('citus.multi_shard_modify_mode')) $$;
  create function citus_stand_in.truncate_local_data_after_distributing_table(t regclass)
    returns void language plpgsql as $$ begin
      if not exists (select from citus_stand_in.pg_dist_partition where logicalrelid = t) then raise 'not distributed'; end if;
    end $$;
  alter database %db% set search_path = public, citus_stand_in;`;

test('every table with a town is spread once, the root first, in sequential mode; again is nothing', async () => {
  const { rows } = await db.pool.query<{ name: string }>('select current_database() as name');
  await db.pool.query(standIn.replace('%db%', rows[0]!.name));
  const pool = openPool(db.url);
  try {
    const spread = await distribute(pool, { root: 'town' });
    const { rows: called } = await pool.query<{ name: string; colocated: string; mode: string }>(
      'select name, colocated, mode from called order by no',
    );
    expect(called[0]).toEqual({ name: 'town', colocated: 'none', mode: 'sequential' });
    expect(new Set(called.slice(1).map(({ colocated, mode }) => `${colocated} ${mode}`))).toEqual(
      new Set(['"town" sequential']),
    );
    expect(called.map(({ name }) => name).sort()).toEqual([...spread!].sort());
    expect(spread).toEqual(expect.arrayContaining(['town', 'instance', 'history', 'task', 'case_file', 'mail']));
    const { rows: left } = await pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition and oid not in (select logicalrelid from pg_dist_partition)`,
    );
    expect(left).toEqual([{ name: 'migration' }]);

    expect(await distribute(pool, { root: 'town' })).toEqual([]);
    await pool.query(
      'create table later (town_id integer not null, later_id uuid not null, primary key (town_id, later_id))',
    );
    expect(await distribute(pool, { root: 'town' })).toEqual(['later']);

    await pool.query('update pg_dist_local_group set groupid = 3');
    await expect(distribute(pool, { root: 'town' })).rejects.toThrow('on the coordinator');
  } finally {
    await pool.end();
  }
});
