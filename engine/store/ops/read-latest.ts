import { statement } from '../statement.ts';

export interface LatestVersion {
  readonly process_id: string;
  readonly version: number;
  readonly checksum: string;
  readonly created_at: Date;
}

/** The newest version of every process of the town. */
export const readLatest = statement<LatestVersion>(
  'procedure.latest',
  `select distinct on (process_id) process_id, version, checksum, created_at from procedure_version
   where town_id = $1 and active order by process_id, version desc`,
);

/** The newest version of every process of the town that carries each tag. */
export const readTagged = statement<{ readonly process_id: string; readonly tag: string; readonly version: number }>(
  'procedure.tagged',
  `select distinct on (process_id, tag) process_id, tag, version from procedure_version
   where town_id = $1 and active and tag is not null order by process_id, tag, version desc`,
);
