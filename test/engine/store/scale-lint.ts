import type { Pool } from 'pg';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly Plans?: readonly PlanNode[];
  readonly [condition: string]: unknown;
}

/** Relations with a town in each row: tables, partitioned tables and their partitions. */
export async function townRelations(pool: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'town_id'`,
  );
  return new Set(rows.map((row) => row.name));
}

/**
 * What of a statement is not bound to one town, asked of PostgreSQL's own planner: every scan of a table with towns must
 * be under `town_id = $n` (or a literal), and every row inserted must name its town. Empty when all is bound.
 */
export async function unbound(pool: Pool, text: string, relations: ReadonlySet<string>): Promise<string[]> {
  const plan = await genericPlan(pool, text);
  const scans: string[] = [];
  const visit = (node: PlanNode) => {
    const relation = node['Relation Name'];
    const isScan = relation !== undefined && node['Node Type'] !== 'ModifyTable';
    if (isScan && relations.has(relation) && !isBound(node)) scans.push(`${relation} ${node.Alias}`);
    for (const child of node.Plans ?? []) visit(child);
  };
  visit(plan);
  const insert = /^\s*insert into "?(\w+)"?(?: as \w+)?\s*\(([^)]*)\)/i.exec(text);
  const unnamed = insert && relations.has(insert[1]!) && !/\btown_id\b/.test(insert[2]!) ? [`insert ${insert[1]}`] : [];
  return [...scans, ...unnamed];
}

/** The plan that holds for any parameters. (`explain (generic_plan)` would be shorter, but PostgreSQL 15 has it not.) */
async function genericPlan(pool: Pool, text: string): Promise<PlanNode> {
  const parameters = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])));
  const given = parameters > 0 ? `(${Array(parameters).fill('null').join(', ')})` : '';
  const client = await pool.connect();
  try {
    await client.query('begin; set local plan_cache_mode = force_generic_plan');
    await client.query(`prepare lint as ${text}`);
    const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
      `explain (costs off, format json) execute lint${given}`,
    );
    return rows[0]!['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('rollback; deallocate all');
    client.release(true);
  }
}

const conditions = ['Index Cond', 'Filter', 'Recheck Cond'];

function isBound(node: PlanNode): boolean {
  const own = conditions.some((name) => /town_id = (\$\d+|\(\$\d+\)|\d+|'\d+')/.test(String(node[name] ?? '')));
  // Below a bitmap heap scan stands the scan of the index, with the condition.
  const below = (node.Plans ?? []).some((child) => child['Node Type'].startsWith('Bitmap') && isBound(child));
  return own || below;
}

/** Whether a statement changes or locks rows; whatever else a connection is told is not for the planner. */
export const writes = (text: string): boolean =>
  /^\s*(insert|update|delete|merge)\b/i.test(text) ||
  (/^\s*(select|with)\b/i.test(text) && /\bfor (no key )?update\b|\b(update|delete from|insert into) \w/i.test(text));
