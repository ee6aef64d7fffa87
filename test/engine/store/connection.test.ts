import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, openPool } from '../../../engine/index.ts';
import { commit, pipeline, statement, type Trx } from '../../../engine/store/statement.ts';
import { Together } from '../../../engine/store/together.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** One connection, so that what it has learnt and what it was sent can be told. */
let db: TestDatabase;
let pool: Pool;
let database: Kysely<never>;
/** What went to the server: a text, a name, or the names that travelled together. */
const sent: (string | readonly string[])[] = [];
/** How often the server was asked which columns a statement answers. */
let described = 0;

const put = statement('test.put', 'insert into shelf (town_id, name) select $1::integer, $2::text');
const find = statement<{ name: string }>(
  'test.find',
  'select name from shelf where town_id = $1 and name = any($2::text[]) order by name',
);
const divide = statement('test.divide', 'select 1 / $1::integer as whole');
const echo = statement('test.echo', 'select $1::text as said, $2::integer as number, $3::text as nothing');

beforeAll(async () => {
  db = await testDatabase();
  await db.pool.query('create table shelf (town_id integer, name text primary key)');
  pool = openPool(db.url, { max: 1 });
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (config: unknown, values?: unknown) => unknown;
    const watched = (config: string | { name?: string; text: string } | Together, values?: unknown) => {
      if (config instanceof Together) sent.push(config.parts.map(({ name }) => name));
      else sent.push(typeof config === 'string' ? config : (config.name ?? config.text));
      return query(config, values);
    };
    Object.assign(client, { query: watched });
    const wire = (client as unknown as { connection: { describe(message: object): void } }).connection;
    const describe = wire.describe.bind(wire);
    wire.describe = (message) => {
      described++;
      describe(message);
    };
  });
  database = openDatabase<never>(pool);
  // The connection learns each statement once; what follows is about those it knows.
  await inTransaction((trx) => pipeline(trx, [put(1, 'first'), find(1, []), divide(1), echo('', 1, null), commit]));
});
beforeEach(async () => {
  await db.pool.query('delete from shelf');
  sent.length = 0;
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});

const inTransaction = <T>(action: (trx: Trx) => Promise<T>): Promise<T> =>
  database.transaction().execute((trx) => action(trx as unknown as Trx));
const shelf = async () => (await db.pool.query('select name from shelf order by name')).rows.map((row) => row.name);

test('statements travel in one message with what began the transaction, and answer in their order', async () => {
  const answers = await inTransaction((trx) => pipeline(trx, [put(1, 'a'), put(1, 'b'), find(1, ['a', 'b', 'c'])]));
  expect(answers).toEqual([
    { rows: [], count: 1 },
    { rows: [], count: 1 },
    { rows: [{ name: 'a' }, { name: 'b' }], count: 2 },
  ]);
  expect(sent).toEqual([['transaction.begin', 'test.put', 'test.put', 'test.find'], 'transaction.commit']);
});

test('the columns of a statement are asked for once a connection', async () => {
  const said = statement<{ said: string }>('test.said', 'select $1::text as said');
  const both = () => inTransaction((trx) => pipeline(trx, [put(1, 'a'), said('x'), said('y'), commit]));
  const rows = ['x', 'y'].map((text) => ({ rows: [{ said: text }], count: 1 }));
  const answers = [{ rows: [], count: 1 }, ...rows, expect.anything()];
  const asked: number[] = [];
  for (let round = 0; round < 4; round++) {
    described = 0;
    expect(await both()).toEqual(answers);
    asked.push(described);
    await db.pool.query('delete from shelf');
  }
  // The first time each is taught by itself; the second, in one message, what is new in one is asked for.
  expect(asked.slice(2)).toEqual([0, 0]);
});

test('COMMIT travels with the last of them, and is not sent again', async () => {
  await inTransaction((trx) => pipeline(trx, [put(1, 'a'), commit]));
  expect(await shelf()).toEqual(['a']);
  expect(sent).toEqual([['transaction.begin', 'test.put', 'transaction.commit']]);
  sent.length = 0;
  await inTransaction((trx) => trx.executeQuery(put(1, 'b')));
  expect(await shelf()).toEqual(['a', 'b']);
  expect(sent).toEqual(['transaction.begin', 'test.put', 'transaction.commit']);
});

test('a transaction of another kind is ended after one whose COMMIT travelled', async () => {
  await inTransaction((trx) => pipeline(trx, [put(1, 'a'), commit]));
  sent.length = 0;
  const snapshot = database.transaction().setIsolationLevel('repeatable read');
  await snapshot.execute((trx) => (trx as unknown as Trx).executeQuery(put(1, 'b')));
  expect(sent).toEqual(['start transaction isolation level repeatable read', 'test.put', 'transaction.commit']);
  expect(await shelf()).toEqual(['a', 'b']);
});

test('after a failure nothing behind it is carried out, the commit neither, and the connection goes on', async () => {
  const failing = inTransaction((trx) => pipeline(trx, [put(1, 'a'), divide(0), put(1, 'b'), commit]));
  await expect(failing).rejects.toMatchObject({ code: '22012', statement: 'test.divide' });
  expect(await shelf()).toEqual([]);
  expect(sent.at(-1)).toBe('rollback');
  expect(await inTransaction((trx) => pipeline(trx, [divide(1)]))).toEqual([{ rows: [{ whole: 1 }], count: 1 }]);
});

test('a transaction that says nothing is not begun', async () => {
  await inTransaction(async () => {});
  await expect(inTransaction(() => Promise.reject(new Error('given up')))).rejects.toThrow('given up');
  expect(sent).toEqual([]);
});

test('a statement that the connection does not know yet is taught, with the same answers and the same failures', async () => {
  const unknown = statement<{ name: string }>('test.unknown', 'select name from shelf where town_id = $1');
  const all = () => inTransaction((trx) => pipeline(trx, [put(1, 'a'), unknown(1), commit]));
  const answers = [{ rows: [], count: 1 }, { rows: [{ name: 'a' }], count: 1 }, expect.anything()];
  expect(await all()).toEqual(answers);
  expect(sent).toEqual(['transaction.begin', 'test.put', 'test.unknown', 'transaction.commit']);
  await expect(all()).rejects.toMatchObject({ code: '23505', statement: 'test.put' });
  await db.pool.query('delete from shelf');
  expect(await all()).toEqual(answers);
  const broken = statement('test.broken', 'select 1 / $1::integer as broken');
  const failing = inTransaction((trx) => pipeline(trx, [divide(1), broken(0), put(1, 'b'), commit]));
  await expect(failing).rejects.toMatchObject({ code: '22012', statement: 'test.broken' });
  expect(await shelf()).toEqual(['a']);
});

test.each(['张三\\"{},', "'; drop", '', '𠮷\n\t', 'NULL'])('a parameter arrives as it is: %j', async (text) => {
  const [answer] = await inTransaction((trx) => pipeline(trx, [echo(text, 7, null)]));
  expect(answer).toEqual({ rows: [{ said: text, number: 7, nothing: null }], count: 1 });
  await inTransaction((trx) => pipeline(trx, [put(1, text), put(1, 'another')]));
  const [found] = await inTransaction((trx) => pipeline(trx, [find(1, [text])]));
  expect(found).toEqual({ rows: [{ name: text }], count: 1 });
});

test('a statement without a name cannot travel with others', async () => {
  const unnamed = { ...put(1, 'a'), sql: 'select 1' };
  await expect(inTransaction((trx) => pipeline(trx, [unnamed]))).rejects.toThrow(
    'Expected a statement with a name but got “select 1”',
  );
});
