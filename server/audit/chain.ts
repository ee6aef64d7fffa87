import { hash } from 'node:crypto';

/** Ids, codes and counts that say what was done; never personal data. */
export type AuditDetails = { readonly [name: string]: string | number | boolean | null | readonly string[] };

export interface AuditEntry {
  readonly town: number;
  readonly seq: number;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly object: string | null;
  readonly ok: boolean;
  readonly details: AuditDetails;
  /** Hash of the entry before; of the first one `genesis`. */
  readonly prevHash: string;
}

/** What the first entry of a town follows. */
export const genesis = '0'.repeat(64);

/** SHA-256 over the entry as canonical JSON (keys sorted), so that any later change of any column shows. */
export const hashEntry = (entry: AuditEntry): string =>
  hash('sha256', canonical({ ...entry, at: entry.at.toISOString() }));

/**
 * The canonical JSON of an entry whose place in the chain is not known yet, up to where that begins: behind it come
 * `"prevHash":"…","seq":…,"town":…}`, for no other name is later in the alphabet. The database puts them on and hashes.
 */
export function textBeforePlace({ at, ...entry }: Omit<AuditEntry, 'town' | 'seq' | 'prevHash'>): string {
  return `${canonical({ ...entry, at: at.toISOString() }).slice(0, -1)},"prevHash":"`;
}

/** JSON with the keys of every object in order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
