import type { PartyView } from '../cases/contract.ts';
import type { ServerDeps } from '../deps.ts';
import { cipherOf } from './cipher.ts';
import { maskIdNumber, maskName, maskPhone } from './mask.ts';
import type { PartyRow } from './queries.ts';

type Needs = Pick<ServerDeps, 'secrets'>;

/** A party in clear: only for those who gave a reason, and for documents that stay inside. */
export interface OpenParty {
  readonly id: string;
  readonly side: 'claimant' | 'respondent';
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly phone: string | null;
  readonly idNumber: string | null;
  readonly address: string | null;
  readonly gender: string | null;
  readonly age: number | null;
  readonly village: string | null;
  readonly people: number;
  readonly willing: boolean | null;
}

/** Opens the sealed fields of a party. */
export function openParty(deps: Needs, row: PartyRow): OpenParty {
  const cipher = cipherOf(deps);
  const open = (field: string, sealed: Buffer | null) =>
    sealed ? cipher.open(sealed, { field: `party.${field}`, row: row.party_id }) : null;
  return {
    id: row.party_id,
    side: row.side,
    kind: row.kind,
    name: open('name', row.name_enc) ?? '',
    phone: open('phone', row.phone_enc),
    idNumber: open('id_number', row.id_number_enc),
    address: open('address', row.address_enc),
    gender: row.gender,
    age: row.age,
    village: row.village_id,
    people: row.people,
    willing: row.willing,
  };
}

/** A party as everybody who may see the case sees it; `village` is the name of the org unit. */
export function maskedParty(deps: Needs, row: PartyRow, village: string | null): PartyView {
  const party = openParty(deps, row);
  return {
    id: party.id,
    side: party.side,
    kind: party.kind,
    name: party.name === '' ? '匿名' : maskName(party.name, party.kind),
    gender: party.gender,
    age: party.age,
    phone: party.phone && maskPhone(party.phone),
    idNumber: party.idNumber && maskIdNumber(party.idNumber),
    village,
    people: party.people,
    willing: party.willing,
  };
}
