import type { Pool } from 'pg';

/** A table that has a town in each row, as the catalogue shows it. */
export interface TownTable {
  readonly name: string;
  /** Whether Citus has spread it already. */
  readonly distributed: boolean;
  /** Its foreign keys: name and definition. */
  readonly references: readonly { readonly name: string; readonly definition: string }[];
}

export interface DistributionOptions {
  /** The table of the towns themselves: it is spread first, and every other lies with it. */
  readonly root: string;
  /** Into how many pieces the towns are hashed: fixed for good. */
  readonly shards?: number;
}

/** Pieces that can still be moved apart when a province has dozens of workers. */
const defaultShards = 64;

/**
 * Statements that spread the tables by `town_id`, one transaction: foreign keys go, the root is spread, the others beside
 * it, the foreign keys come back. Nothing when all are spread.
 */
export function planDistribution(tables: readonly TownTable[], options: DistributionOptions): readonly string[] {
  const { root, shards = defaultShards } = options;
  if (!tables.some((table) => table.name === root)) throw new Error(`Expected a table “${root}” but there is none`);
  const local = tables.filter((table) => !table.distributed);
  const first = local.filter((table) => table.name === root);
  const rest = local.filter((table) => table.name !== root);
  const references = local.flatMap(({ name, references }) => references.map((one) => ({ table: name, ...one })));
  return [
    ...references.map(({ table, name }) => `alter table ${quoted(table)} drop constraint ${quoted(name)}`),
    ...first.map(
      ({ name }) =>
        `select create_distributed_table('${quoted(name)}', 'town_id', colocate_with => 'none', shard_count => ${shards})`,
    ),
    ...rest.map(
      ({ name }) => `select create_distributed_table('${quoted(name)}', 'town_id', colocate_with => '${quoted(root)}')`,
    ),
    // One ALTER a constraint: Citus takes no more.
    ...references.map(
      ({ table, name, definition }) => `alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`,
    ),
  ];
}

/**
 * Spreads a migrated database over the workers of its Citus cluster; run on the coordinator, by hand, once after the
 * plain migrations and again after later ones that made tables. Answers the tables that were spread now; `undefined`
 * where there is no Citus. Safe to repeat: what is spread stays, and a run that was killed changed nothing.
 */
export async function distribute(pool: Pool, options: DistributionOptions): Promise<readonly string[] | undefined> {
  const client = await pool.connect();
  try {
    if (!(await isCoordinator(client.query.bind(client)))) return undefined;
    const { rows: tables } = await client.query<TownTable>(
      `select c.relname as name, c.oid in (select logicalrelid from pg_dist_partition) as distributed,
         coalesce((select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid)) order by k.conname)
                   from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), '[]') as references
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'town_id' and not a.attisdropped)
       order by c.relname`,
    );
    await client.query('begin');
    await client.query("set local citus.multi_shard_modify_mode = 'sequential'");
    await client.query('set local lock_timeout = 0; set local statement_timeout = 0');
    for (const text of planDistribution(tables, options)) await client.query(text);
    await client.query('commit');
    // What lay on the coordinator before; a second time there is nothing left.
    for (const { name } of tables) {
      await client.query('select truncate_local_data_after_distributing_table($1::regclass)', [quoted(name)]);
    }
    return tables.filter((table) => !table.distributed).map((table) => table.name);
  } finally {
    // Whatever it was set to, or left open by a failure, ends with the connection.
    client.release(true);
  }
}

type Query = (text: string) => Promise<{ rows: { answer: boolean }[] }>;

/** Whether Citus is there, and this the node that plans for the others. */
async function isCoordinator(query: Query): Promise<boolean> {
  const { rows } = await query("select to_regclass('pg_dist_partition') is not null as answer");
  if (!rows[0]!.answer) return false;
  const local = await query('select groupid = 0 as answer from pg_dist_local_group');
  if (local.rows[0]?.answer) return true;
  throw new Error('Expected to run on the coordinator of the Citus cluster but this is a worker');
}

const quoted = (name: string) => `"${name}"`;
