import type { Pool } from 'pg';

/**
 * The schema of a database as text, for comparison with a committed dump: tables with columns and constraints, then
 * indexes, by name. Month partitions come and go with the calendar and are left out.
 */
export async function schemaOf(pool: Pool, tables?: readonly string[]): Promise<string> {
  const { rows } = await pool.query<{
    name: string;
    columns: string[];
    constraints: string[];
    indexes: string[];
    options: string;
    tail: string;
  }>(
    `select c.relname as name,
       (select array_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
               when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
       (select coalesce(array_agg(format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) order by k.conname), '{}')
        from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints,
       (select coalesce(array_agg(pg_get_indexdef(i.indexrelid) || ';' order by i.indexrelid::regclass::text), '{}')
        from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
       coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') as options,
       coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') || coalesce(' -- partition: ' || pg_get_expr(c.relpartbound, c.oid), '') as tail
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname !~ '_[0-9]{4}_[0-9]{2}$'
       and ($1::text[] is null or c.relname = any($1)) order by c.relname`,
    [tables ?? null],
  );
  const text = rows.map(
    ({ name, columns, constraints, indexes, options, tail }) =>
      `create table ${name} (\n  ${[...columns, ...constraints].join(',\n  ')}\n)${options}${tail};\n${indexes.map((index) => `${index}\n`).join('')}`,
  );
  return `-- Generated from the migrations by the tests (vitest -u); do not edit.\n\n${text.join('\n')}`;
}
