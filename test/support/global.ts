import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../server/platform/postgres/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the maintenance database of the server that serves this run. */
    databaseUrl: string;
  }
}

/** One PostgreSQL a run: that of `DATABASE_URL`, else an embedded one in a folder that goes when the run ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  if (given) {
    project.provide('databaseUrl', given);
    return async () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-test-'));
  const server = await startPostgres({ folder, durable: false, settings: { max_connections: '200' } });
  project.provide('databaseUrl', server.url('postgres'));
  return async () => {
    const left = await leftDatabases(server.url('postgres'));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`Expected every test file to drop its database but these are left: ${left}`);
  };
}

async function leftDatabases(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'onedoor\\_test\\_%' and not datistemplate",
  );
  await client.end();
  return rows.map((row) => row.datname);
}
