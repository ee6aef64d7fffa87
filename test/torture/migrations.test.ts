import { join } from 'node:path';
import { parse } from 'libpg-query';
import type { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { engineSchema, type MigrationModule, migrate, runMigrations } from '../../engine/index.ts';
import { migrateAll, serverSchema } from '../../server/db/migrate.ts';
import { by, engineOn, town } from '../support/engine.ts';
import { violations } from '../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startProgram } from '../support/programs.ts';

let db: TestDatabase;
beforeEach(async () => {
  db = await testDatabase(async () => {});
  return () => db.drop();
});

/**
 * From inside the database, at the n-th statement of definition that ends, the connection dies as if its client had. The
 * hundreds that `create extension` carries out are one: PostgreSQL's own script, in which no migration can stop half-way.
 */
const killer = `
  create sequence public.killer_count;
  create table public.killer (at bigint not null);
  insert into public.killer values (0);
  create function public.kill_at() returns event_trigger language plpgsql as $$
  begin
    if not exists (select from pg_event_trigger_ddl_commands() where in_extension)
      and nextval('public.killer_count') = (select at from public.killer) then perform pg_terminate_backend(pg_backend_pid()); end if;
  end $$;
  create event trigger killer on ddl_command_end execute function public.kill_at();`;

/** Arms it for the n-th statement from now. */
const arm = (pool: Pool, at: number) =>
  pool.query(`update public.killer set at = ${at}; select setval('public.killer_count', 1, false)`);

const definitions = async (pool: Pool) =>
  (
    await pool.query<{ text: string }>(
      `select (select md5(string_agg(attrelid::regclass || attname || atttypid || attnotnull, ' ' order by attrelid::regclass::text, attnum))
         from pg_attribute join pg_class c on c.oid = attrelid where c.relnamespace = 'public'::regnamespace and not attisdropped)
         || (select md5(coalesce(string_agg(conrelid::regclass || pg_get_constraintdef(oid), ' ' order by conrelid::regclass::text, conname), ''))
         from pg_constraint where connamespace = 'public'::regnamespace) as text`,
    )
  ).rows[0]!.text;

const modules: readonly MigrationModule[] = [engineSchema, serverSchema];

/** Statements that define something: those of the migration, and the one that makes sure of the table `migration`. */
async function statementsOf(sql: string): Promise<number> {
  const { stmts } = (await parse(sql)) as { readonly stmts: readonly { readonly stmt: object }[] };
  const defining = stmts.filter(({ stmt }) => !/^(Select|Insert|Update|Delete)Stmt$/.test(Object.keys(stmt)[0]!));
  return 1 + defining.length;
}

test('killed at each of its statements, a migration leaves nothing, and the next attempt applies it', {
  timeout: 600_000,
}, async () => {
  await db.pool.query(killer);
  for (const module of modules) {
    await arm(db.pool, 0);
    await runMigrations(db.pool, { ...module, migrations: [] });
    for (const [index, { name, sql }] of module.migrations.entries()) {
      const upToHere = { ...module, migrations: module.migrations.slice(0, index + 1) };
      const before = await definitions(db.pool);
      const statements = await statementsOf(sql);
      for (let at = 1; at <= statements; at++) {
        await arm(db.pool, at);
        await expect(runMigrations(db.pool, upToHere), `${name}, statement ${at}`).rejects.toSatisfy(lostConnection);
        expect(await definitions(db.pool)).toBe(before);
      }
      await arm(db.pool, statements + 1);
      expect(await runMigrations(db.pool, upToHere)).toEqual([name]);
    }
  }
  await arm(db.pool, 0);
  expect(await migrateAll(db.pool)).toEqual([]);
  await db.pool.query('drop event trigger killer');
});

const lostConnection = ({ code, message }: Error & { code?: string }) =>
  code === '57P01' || message.startsWith('Connection terminated');

test('three servers that start at once migrate once', { timeout: 240_000 }, async () => {
  const programs = Array.from({ length: 3 }, () =>
    startProgram(join(import.meta.dirname, 'migrate-program.ts'), [db.url]),
  );
  expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  const applied = programs.flatMap(({ lines }) => JSON.parse(lines.at(-1)!) as string[]);
  expect(applied.sort()).toEqual(modules.flatMap(({ migrations }) => migrations.map(({ name }) => name)).sort());
});

describe('a rolling restart: the new release widens the schema while the old one works on it', () => {
  const next = {
    version: engineSchema.migrations.length + 1,
    name: '9999_next',
    sql: 'alter table instance add column remark text; create table remark (town_id integer, id uuid, primary key (town_id, id)); create index instance_remark on instance (remark, town_id)',
  };
  const newer = { ...engineSchema, migrations: [...engineSchema.migrations, next] };
  let on: ReturnType<typeof engineOn>;
  beforeEach(async () => {
    await migrate(db.pool);
    on = engineOn(db.url);
    await on.deploy('mediation');
  });
  afterEach(() => on.close());

  test('who works goes on; who starts again with the old code is refused', async () => {
    let migrated = false;
    const callers = Array.from({ length: 4 }, async () => {
      const begun: string[] = [];
      while (!migrated || begun.length < 5) {
        const { instance } = await on.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by);
        begun.push(instance);
      }
      return begun;
    });
    expect(await runMigrations(db.pool, newer)).toEqual(['9999_next']);
    migrated = true;
    const begun = (await Promise.all(callers)).flat();
    const { rows } = await db.pool.query('select count(*)::int as count from instance');
    expect(rows).toEqual([{ count: begun.length }]);
    expect(await violations(on.engine, db.pool)).toEqual([]);
    await expect(migrate(db.pool)).rejects.toMatchObject({ name: 'NewerDatabase' });
    const old = startProgram(join(import.meta.dirname, 'migrate-program.ts'), [db.url]);
    expect(await old.ended).toBe(1);
  });
});
