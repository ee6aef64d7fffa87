import { afterAll, beforeAll, expect, test } from 'vitest';
import '../../../engine/index.ts';
import { allStatements } from '../../../engine/store/statement.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { townRelations, unbound, writes } from './scale-lint.ts';
import { breaches } from './scale-rules.ts';

let db: TestDatabase;
let relations: ReadonlySet<string>;
beforeAll(async () => {
  db = await testDatabase();
  relations = await townRelations(db.pool);
});
afterAll(() => db.drop());

test('the planner is asked well: what is not bound is found', async () => {
  const found = (text: string) => unbound(db.pool, text, relations);
  expect(await found('update task set name = $1 where town_id = $2 and task_no = $3')).toEqual([]);
  expect(await found('update task set name = $1 where task_no = $2')).toEqual(['task task']);
  expect(await found('update task set name = $1 where town_id = any($2)')).toEqual(['task task']);
  expect(await found('delete from mail where town_id > $1')).toEqual(['mail mail']);
  // Joined by the instance alone: on a cluster that is a row of another node.
  expect(
    await found(
      'update task t set name = $1 from instance i where t.town_id = $2 and i.instance_id = t.instance_id and i.rev = 1',
    ),
  ).toEqual(['instance i']);
  expect(
    await found('update task t set name = $1 from (select unnest($2::int[]) as town_id) u where t.town_id = u.town_id'),
  ).toEqual(['task t']);
  expect(await found('select 1 from history where town_id = $1 for update')).toEqual([]);
  expect((await found('delete from history where instance_id = $1')).length).toBeGreaterThan(1);
  expect(await found('insert into numbering (prefix, year, last) values ($1, $2, $3)')).toEqual(['insert numbering']);
});

test('the syntax is read well: each rule bites', async () => {
  const found = (text: string) => breaches(text, relations);
  expect(await found('update task t set name = $1 where t.town_id = $2 and t.task_no = $3')).toEqual([]);
  expect(await found('update task set name = $1 where town_id = $2::int')).toEqual([]);
  expect(await found('update task set name = $1 where town_id = $2 or task_no = 1')).toEqual([
    'task is not bound to one town',
  ]);
  // PostgreSQL would infer it; the rule wants it written.
  const joined = 'update task t set name = $1 from instance i where t.town_id = $2 and i.town_id = t.town_id';
  expect([await unbound(db.pool, joined, relations), await found(joined)]).toEqual([
    [],
    ['i is not bound to one town'],
  ]);
  expect(
    await found(
      'delete from mail where town_id = $1 and mail_id in (select m.mail_id from mail m where m.status = $2)',
    ),
  ).toEqual(['m is not bound to one town']);
  expect(await found('update mail set sent_at = now() where town_id = $1')).toEqual(['now() is another on each node']);
  const nested = 'with gone as (delete from mail where town_id = $1 returning *) ';
  expect(await found(`${nested} insert into mail select * from gone`)).toEqual([]);
  expect(
    await found('with made as (insert into numbering values ($1, $2, $3, $4) returning *) select * from made'),
  ).toEqual(['an insert below another statement']);
});

test('every statement of the store that writes or locks binds one town for each table', async () => {
  const statements = allStatements().filter(([, text]) => writes(text));
  expect(statements.length).toBeGreaterThan(25);
  const wrong: Record<string, string[]> = {};
  for (const [name, text] of statements) {
    const found = [...(await unbound(db.pool, text, relations)), ...(await breaches(text, relations))];
    if (found.length > 0) wrong[name] = found;
  }
  expect(wrong).toEqual({});
});

test('every key of every table begins with the town, and nothing stands in the way of spreading it', async () => {
  const list = async (text: string) => (await db.pool.query<{ what: string }>(text)).rows.map((row) => row.what);
  // Exclusion constraints too: on a cluster they hold within one town's rows.
  expect(
    await list(
      `select format('%s %s', k.conrelid::regclass, pg_get_constraintdef(k.oid)) as what from pg_constraint k
       where k.contype in ('p', 'u', 'x', 'f') and k.conrelid::regclass::text <> 'migration' and k.connamespace = 'public'::regnamespace
         and pg_get_constraintdef(k.oid) !~ '^(PRIMARY KEY|UNIQUE|FOREIGN KEY) \\(town_id[,)]|^EXCLUDE USING gist \\(town_id WITH ='`,
    ),
  ).toEqual([]);
  expect(
    await list(
      `select indexdef as what from pg_indexes where schemaname = 'public' and tablename <> 'migration'
       and indexdef like 'CREATE UNIQUE%' and indexdef !~ '\\(town_id[,)]'`,
    ),
  ).toEqual([]);
  expect(await list('select tgname as what from pg_trigger where not tgisinternal')).toEqual([]);
  expect(await list("select relname as what from pg_class where relkind = 'S'")).toEqual([]);
  expect(
    await list(
      "select relname as what from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace",
    ),
  ).toEqual([]);
  // ON DELETE SET NULL and ON UPDATE CASCADE would change keys across nodes.
  expect(
    await list(
      "select conname as what from pg_constraint where contype = 'f' and (confdeltype in ('n', 'd') or confupdtype <> 'a')",
    ),
  ).toEqual([]);
});
