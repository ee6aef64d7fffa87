import { type RawBuilder, sql } from 'kysely';

/**
 * Events say to which procedure they belong only inside a called one; else it is the instance's own, which a migration
 * changes. This gives for each migrated instance of the town the revisions at which it left a version, as
 * `[[rev, key it left], …]` in order: the instance's own procedure at a revision is the key of the first entry behind it,
 * or else the key it has now. `from`: only what was migrated from then on. Migrations of called procedures (of another process) are left out.
 */
export const migratedInstances = (town: number, from?: Date): RawBuilder<unknown> => sql`
  select m.instance_id, jsonb_agg(jsonb_build_array(m.rev, m.command #>> '{plan,from}') order by m.rev) as left_versions
  from history m join instance o on o.town_id = ${town} and o.instance_id = m.instance_id
  where m.town_id = ${town} and m.command ->> 'type' = 'migrate' ${from ? sql`and m.at >= ${from}` : sql``}
    and split_part(m.command #>> '{plan,from}', '@', 1) = split_part(o.procedure_key, '@', 1)
  group by m.instance_id`;

/** Own procedure at `rev`, of an instance with this key and these versions left. */
export function ownProcedure(
  rev: number,
  now: string,
  left: readonly (readonly [rev: number, key: string])[] | null,
): string {
  return left?.find(([at]) => at >= rev)?.[1] ?? now;
}
