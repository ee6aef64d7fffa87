import type { ClientBase } from 'pg';
import type { AppliedMigration } from '../../engine/index.ts';
import type { Manifest } from './manifest.ts';

/** What a database holds, as the manifest tells it; no rows yet. */
export type Catalogue = Pick<Manifest, 'postgres' | 'schema' | 'towns' | 'partitions'> & {
  readonly tables: readonly { readonly name: string; readonly columns: string[] }[];
};

/**
 * Reads the tables with the columns that are stored, in an order in which foreign keys hold, and everything else that
 * a manifest says of a database. `migration` is left out: migrating writes it.
 */
export async function readCatalogue(client: ClientBase): Promise<Catalogue> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
     group by c.relname order by c.relname`,
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `select distinct k.conrelid::regclass::text as from, k.confrelid::regclass::text as to
     from pg_constraint k where k.contype = 'f' and k.conrelid <> k.confrelid`,
  );
  const { rows: partitions } = await client.query<Manifest['partitions'][number]>(
    `select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
     where c.relispartition and c.relkind = 'r' and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT' order by c.relname`,
  );
  const { rows: schema } = await client.query<AppliedMigration & { module: string }>(
    'select module, version, name, checksum from migration order by module, version',
  );
  const { rows: towns } = await client.query<{ id: number; name: string }>(
    'select town_id as id, name from town order by 1',
  );
  const { rows: server } = await client.query<{ major: number }>(
    "select current_setting('server_version_num')::int / 10000 as major",
  );
  return { postgres: server[0]!.major, schema, towns, partitions, tables: inOrder(tables, references) };
}

/** Those that are referred to come first. */
function inOrder<Table extends { readonly name: string }>(
  tables: readonly Table[],
  references: readonly { readonly from: string; readonly to: string }[],
): Table[] {
  const placed = new Set<string>();
  const order: Table[] = [];
  while (order.length < tables.length) {
    const ready = tables.filter(
      ({ name }) => !placed.has(name) && references.every(({ from, to }) => from !== name || placed.has(to)),
    );
    if (ready.length === 0) throw new Error('Expected foreign keys without a circle but there is one');
    for (const table of ready) placed.add(table.name);
    order.push(...ready);
  }
  return order;
}

/** SHA-256 of every stored file that the database speaks of. */
export async function attachmentHashes(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>('select distinct sha256 from attachment order by 1');
  return rows.map((row) => row.sha256);
}

/** Tables of the public schema, of whoever. */
export async function countTables(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')",
  );
  return rows[0]!.count;
}

/** Makes the ranges of partitioned tables that are not there yet. */
export async function createPartitions(client: ClientBase, partitions: Manifest['partitions']): Promise<void> {
  for (const { name, parent, bound } of partitions) {
    // Names and bound were held against a pattern that leaves no room for anything else.
    await client.query(`create table if not exists "${name}" partition of "${parent}" ${bound}`);
  }
}

/** Takes every row out of these tables. */
export async function emptyTables(client: ClientBase, tables: readonly string[]): Promise<void> {
  await client.query(`truncate ${tables.map((table) => `"${table}"`).join(', ')}`);
}
