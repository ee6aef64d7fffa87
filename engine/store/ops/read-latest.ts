import { statement } from '../statement.ts';

export interface LatestVersion {
  readonly process_id: string;
  readonly version: number;
  readonly checksum: string;
  readonly created_at: Date;
  readonly active: boolean;
}

export interface TaggedVersion {
  readonly process_id: string;
  readonly tag: string;
  readonly version: number;
}

export interface SuspendedVersion {
  readonly procedure_key: string;
}

/** The newest version of every process of the town, suspended or not. */
export const readLatest = statement<LatestVersion>(
  'procedure.latest',
  `select distinct on (process_id) process_id, version, checksum, created_at, active from procedure_version
   where town_id = $1 order by process_id, version desc`,
);

/** The newest version of every process of the town that carries each tag. */
export const readTagged = statement<TaggedVersion>(
  'procedure.tagged',
  `select distinct on (process_id, tag) process_id, tag, version from procedure_version
   where town_id = $1 and tag is not null order by process_id, tag, version desc`,
);

/** Versions with which nothing begins. */
export const readSuspended = statement<SuspendedVersion>(
  'procedure.suspended',
  'select procedure_key from procedure_version where town_id = $1 and not active',
);
