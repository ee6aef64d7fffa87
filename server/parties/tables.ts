export interface PartyTables {
  party: {
    town_id: number;
    case_id: string;
    party_id: string;
    sort: number;
    side: 'claimant' | 'respondent';
    kind: 'person' | 'organisation';
    name_enc: Buffer;
    phone_enc: Buffer | null;
    id_number_enc: Buffer | null;
    address_enc: Buffer | null;
    gender: string | null;
    age: number | null;
    village_id: string | null;
    people: number;
    willing: boolean | null;
    name_idx: Buffer | null;
    phone_idx: Buffer | null;
    phone_tail_idx: Buffer | null;
    id_number_idx: Buffer | null;
  };
}
