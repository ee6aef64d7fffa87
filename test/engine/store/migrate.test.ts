import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../../engine/store/engine-schema.ts';
import { runMigrations } from '../../../engine/store/migrate.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { schemaOf } from '../../support/schema.ts';

let db: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  db = await testDatabase(async () => {});
  pool = db.pool;
});
afterAll(() => db.drop());

const november = new Date('2026-11-30T23:30:00+08:00');
const partitions = async () =>
  (
    await pool.query<{ name: string }>(
      "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'history'::regclass order by 1",
    )
  ).rows.map((row) => row.name);

describe('migrate', () => {
  test('three processes at once apply everything once', async () => {
    const applied = await Promise.all([migrate(pool, november), migrate(pool, november), migrate(pool, november)]);
    expect(applied.flat()).toEqual([
      '0001_engine',
      '0002_starts',
      '0003_version_tag',
      '0004_operations',
      '0005_keys_below',
      '0006_inbox',
    ]);
    expect(await migrate(pool, november)).toEqual([]);
  });

  test('makes months of Asia/Shanghai ahead of time, next to the default', async () => {
    expect(await partitions()).toEqual([
      'history_2026_11',
      'history_2026_12',
      'history_2027_01',
      'history_2027_02',
      'history_default',
    ]);
  });

  test('the schema is the committed dump', async () => {
    await expect(await schemaOf(pool)).toMatchFileSnapshot('../../../engine/store/schema.sql');
  });

  test('what fell into the default partition moves into its month', async () => {
    const insert = "insert into history values (1, gen_random_uuid(), 1, $1, '{}', '{}', '[]', '[]', 1)";
    await pool.query(insert, ['2027-03-01T00:00:00+08:00']);
    await pool.query(insert, ['2027-02-28T23:59:59+08:00']);
    await migrate(pool, new Date('2026-12-02T00:00:00+08:00'));
    const { rows } = await pool.query(
      'select tableoid::regclass::text as name, count(*)::int as rows from history group by 1 order by 1',
    );
    expect(rows).toEqual([
      { name: 'history_2027_02', rows: 1 },
      { name: 'history_2027_03', rows: 1 },
    ]);
  });

  test('every key begins with the town, and nothing relies on triggers, foreign keys or sequences', async () => {
    const { rows } = await pool.query(
      `select i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indrelid
       where c.relnamespace = 'public'::regnamespace and i.indisunique and c.relname <> 'migration'
         and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) <> 'town_id'
       union all select conname from pg_constraint where contype = 'f'
       union all select tgname from pg_trigger where not tgisinternal
       union all select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`,
    );
    expect(rows).toEqual([]);
  });
});

describe('runMigrations', () => {
  const one = { version: 1, name: '0001_one', sql: 'create table one (id int)' };
  const two = { version: 2, name: '0002_two', sql: 'create table two (id int)' };

  test('goes on where it stopped; each module by itself', async () => {
    expect(await runMigrations(pool, { name: 'a', migrations: [one] })).toEqual(['0001_one']);
    expect(await runMigrations(pool, { name: 'a', migrations: [one, two] })).toEqual(['0002_two']);
  });

  test('refuses a database that is newer than the code, without touching it', async () => {
    await expect(runMigrations(pool, { name: 'a', migrations: [one] })).rejects.toMatchObject({
      name: 'NewerDatabase',
      message: 'Expected schema “a” at version 1 or older but the database is at version 2',
    });
  });

  test('refuses a migration that was edited after it was applied', async () => {
    const edited = { ...one, sql: 'create table one (id bigint)' };
    await expect(runMigrations(pool, { name: 'a', migrations: [edited, two] })).rejects.toThrow(
      'Expected migration a/0001_one as it was applied but its text differs',
    );
  });

  test('a migration that fails leaves nothing, and the next run applies it', async () => {
    const bad = { version: 3, name: '0003_bad', sql: 'create table three (id int); select 1/0' };
    await expect(runMigrations(pool, { name: 'a', migrations: [one, two, bad] })).rejects.toThrow('division by zero');
    const good = { ...bad, sql: 'create table three (id int)' };
    expect(await runMigrations(pool, { name: 'a', migrations: [one, two, good] })).toEqual(['0003_bad']);
  });
});
