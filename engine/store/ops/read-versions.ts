import type { SourceFile } from '../../model/problem.ts';
import { statement } from '../statement.ts';

export interface StoredVersion {
  readonly procedure_key: string;
  readonly files: readonly SourceFile[];
  readonly checksum: string;
  /** All processes of the same deployment, itself included. */
  readonly deployed: readonly { readonly key: string; readonly process: string; readonly version: number }[];
}

/** The files of these versions, and which versions the other processes of the same folder got with them. */
export const readVersions = statement<StoredVersion>(
  'procedure.read',
  `select v.procedure_key, v.files, v.checksum,
     (select json_agg(json_build_object('key', o.procedure_key, 'process', o.process_id, 'version', o.version))
      from procedure_version o where o.town_id = $1 and o.checksum = v.checksum and o.created_at = v.created_at) as deployed
   from procedure_version v where v.town_id = $1 and v.procedure_key = any($2::text[])`,
);
