import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateAll, migrations } from '../../../server/db/migrate.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { schemaOf } from '../../support/schema.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

/** The tables that the server's migrations make. */
const own = migrations.flatMap(({ sql }) =>
  [...sql.matchAll(/^create table (?:if not exists )?(\w+)/gm)].map((match) => match[1]!),
);

test('the committed dump is what the migrations make', async () => {
  await expect(await schemaOf(db.pool, own)).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../server/db/schema.sql'),
  );
});

test('migrating again changes nothing', async () => {
  expect(await migrateAll(db.pool)).toEqual([]);
});

describe('the rules that let it spread over servers', () => {
  test('every primary key and unique constraint begins with the town', async () => {
    const { rows } = await db.pool.query<{ rule: string }>(
      `select format('%s %s', k.conrelid::regclass, pg_get_constraintdef(k.oid)) as rule
       from pg_constraint k where k.contype in ('p', 'u') and k.conrelid::regclass::text = any($1) order by 1`,
      [own],
    );
    expect(rows.length).toBeGreaterThanOrEqual(own.length);
    expect(rows.filter(({ rule }) => !/\(town_id[,)]/.test(rule))).toEqual([]);
  });
  test('so does every foreign key; there are no triggers and no sequences', async () => {
    const count = async (text: string) => (await db.pool.query<{ n: number }>(text)).rows[0]!.n;
    expect(await count('select count(*)::int n from pg_trigger where not tgisinternal')).toBe(0);
    expect(await count("select count(*)::int n from pg_class where relkind = 'S'")).toBe(0);
    const { rows } = await db.pool.query<{ rule: string }>(
      "select pg_get_constraintdef(oid) as rule from pg_constraint where contype = 'f'",
    );
    expect(rows.filter(({ rule }) => !rule.startsWith('FOREIGN KEY (town_id,'))).toEqual([]);
  });
  test('unique indexes too', async () => {
    const { rows } = await db.pool.query<{ indexdef: string }>(
      "select indexdef from pg_indexes where schemaname = 'public' and indexdef like 'CREATE UNIQUE%' and tablename = any($1)",
      [own],
    );
    expect(rows.filter(({ indexdef }) => !/\(town_id[,)]/.test(indexdef))).toEqual([]);
  });
});

test('no query of the server asks the database for the time or for chance', () => {
  // Time is a parameter (scale rules), so that the clock of the tests is the only one.
  const server = join(import.meta.dirname, '../../../server');
  const files = globSync('**/*queries.ts', { cwd: server });
  expect(files.length).toBeGreaterThan(10);
  expect(
    files.filter((file) =>
      /\bnow\(\)|current_timestamp|\brandom\(\)|gen_random_uuid/.test(
        readFileSync(join(server, file), 'utf8').replace(/clock\.now\(\)/g, ''),
      ),
    ),
  ).toEqual([]);
});
