import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** Grows when an older program could not read the archive any more. */
export const archiveFormat = 1;

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Name = Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$' });
const Count = Type.Integer({ minimum: 0 });

/** What an archive holds, as its last entry but one says; the last is the digest of this. */
export const Manifest = Type.Object(
  {
    format: Type.Integer({ minimum: 1 }),
    /** Version of the program that made it. */
    program: Type.String(),
    /** Major version of the PostgreSQL that it was read from. */
    postgres: Count,
    /** The moment that the data stands for, ISO 8601. */
    takenAt: Type.String(),
    /** Every migration that the tables had, by module. */
    schema: Type.Array(
      Type.Object({ module: Type.String(), version: Count, name: Type.String(), checksum: Type.String() }),
    ),
    towns: Type.Array(Type.Object({ id: Count, name: Type.String() })),
    /** In the order in which they can be filled. */
    tables: Type.Array(Type.Object({ name: Name, columns: Type.Array(Name), rows: Count })),
    /** Ranges of partitioned tables, as PostgreSQL writes them. */
    partitions: Type.Array(
      Type.Object({
        name: Name,
        parent: Name,
        bound: Type.String({ pattern: "^FOR VALUES FROM \\('[-+: 0-9]+'\\) TO \\('[-+: 0-9]+'\\)$" }),
      }),
    ),
    /** SHA-256 of the attachments that the tables speak of; `missing` ones were not in the store, or were damaged. */
    attachments: Type.Object({ kept: Type.Array(Hash), missing: Type.Array(Hash) }),
    /** The installation's secret: its fingerprint, and whether it is in the archive. */
    secret: Type.Object({ fingerprint: Hash, included: Type.Boolean() }),
    /** How the key of the entries comes from the passphrase; null when they lie open. */
    encryption: Type.Union([
      Type.Null(),
      Type.Object({ kdf: Type.Literal('scrypt'), salt: Type.String(), cost: Count }),
    ]),
    /** The entries before the manifest, in their order: bytes and SHA-256 of what lies in the archive. */
    parts: Type.Array(Type.Object({ name: Type.String(), bytes: Count, sha256: Hash })),
  },
  { additionalProperties: false },
);
export type Manifest = Static<typeof Manifest>;

const shape = Compile(Manifest);

/** The manifest in this text; undefined when it is not one of ours. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return shape.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
