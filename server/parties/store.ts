import type { Trx } from '../db/schema.ts';
import { uuidv7 } from '../platform/ids.ts';
import type { Secrets } from '../platform/secrets.ts';
import { cipherOf } from './cipher.ts';
import { normalise } from './mask.ts';
import { insertParties } from './queries.ts';

/** A party as it was taken in, in clear. */
export interface PartyData {
  readonly side: 'claimant' | 'respondent';
  readonly kind: 'person' | 'organisation';
  /** Empty: an anonymous claimant. */
  readonly name: string;
  readonly phone?: string | undefined;
  readonly idNumber?: string | undefined;
  readonly gender?: string | undefined;
  readonly age?: number | undefined;
  readonly village?: string | undefined;
  readonly address?: string | undefined;
  readonly people?: number | undefined;
}

/** Stores the parties of a case, sealed by field, in their order. */
export async function addParties(
  trx: Trx,
  deps: { readonly secrets: Secrets },
  town: number,
  caseId: string,
  parties: readonly PartyData[],
  now: Date,
): Promise<void> {
  const cipher = cipherOf(deps);
  const rows = parties.map((party, sort) => {
    const id = uuidv7(now);
    const seal = (field: string, value: string | undefined) =>
      value?.trim() ? cipher.seal(value.trim(), { field: `party.${field}`, row: id }) : null;
    const name = normalise.name(party.name);
    const phone = normalise.phone(party.phone ?? '');
    return {
      town_id: town,
      case_id: caseId,
      party_id: id,
      sort,
      side: party.side,
      kind: party.kind,
      name_enc: cipher.seal(party.name.trim(), { field: 'party.name', row: id }),
      phone_enc: seal('phone', party.phone),
      id_number_enc: seal('id_number', party.idNumber),
      address_enc: seal('address', party.address),
      gender: party.gender ?? null,
      age: party.age ?? null,
      village_id: party.village ?? null,
      people: party.people ?? 1,
      willing: null,
      name_idx: name ? cipher.blind('name', name) : null,
      phone_idx: phone ? cipher.blind('phone', phone) : null,
      phone_tail_idx: phone.length >= 4 ? cipher.blind('phone-tail', phone.slice(-4)) : null,
      id_number_idx: party.idNumber ? cipher.blind('id-number', normalise.idNumber(party.idNumber)) : null,
    };
  });
  await insertParties(trx, rows);
}
