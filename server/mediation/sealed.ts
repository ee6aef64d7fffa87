import { cipherOf } from '../parties/cipher.ts';
import type { Secrets } from '../platform/secrets.ts';

interface WithSecrets {
  readonly secrets: Secrets;
}
type Table = 'mediation_record' | 'agreement' | 'followup' | 'document';

/** Seals what somebody wrote in a record, an agreement, a follow-up or a document. */
export const seal = (deps: WithSecrets, table: Table, row: string, field: string, text: string): Buffer =>
  cipherOf(deps).seal(text, { field: `${table}.${field}`, row });

export const open = (deps: WithSecrets, table: Table, row: string, field: string, sealed: Buffer): string =>
  cipherOf(deps).open(sealed, { field: `${table}.${field}`, row });
