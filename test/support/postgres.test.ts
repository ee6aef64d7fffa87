import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './postgres.ts';

const prepare = (pool: pg.Pool) => pool.query('create extension pg_trgm; create table visit (story text)');

test('a file gets its own copy of the template', async () => {
  const [one, two] = [await testDatabase(prepare), await testDatabase(prepare)];
  await one.pool.query("insert into visit values ('排水渠堵塞')");
  const count = async ({ pool }: { pool: pg.Pool }) => (await pool.query('select count(*)::int n from visit')).rows;
  expect([await count(one), await count(two)]).toEqual([[{ n: 1 }], [{ n: 0 }]]);
  await one.drop();
  await two.drop();
});

test('Chinese text is compared by trigrams', async () => {
  const db = await testDatabase(prepare);
  const { rows } = await db.pool.query("select similarity('村口排水渠堵塞', '排水渠堵塞了') > 0.2 as alike");
  expect(rows).toEqual([{ alike: true }]);
  await db.drop();
});

test('a client that is not released fails the file', async () => {
  const db = await testDatabase(prepare);
  const client = await db.pool.connect();
  client.on('error', () => {}); // The forced drop cuts it.
  await expect(db.drop()).rejects.toThrow('Expected every client of the pool to be released but 1 are not');
  client.release(true);
});

test('a connection that is not closed fails the file', async () => {
  const db = await testDatabase(prepare);
  const client = new pg.Client({ connectionString: db.url, application_name: 'leak' });
  client.on('error', () => {});
  await client.connect();
  await expect(db.drop()).rejects.toThrow(/Expected every connection to be closed but these are open: \d+ leak/);
  await client.end().catch(() => {});
});
