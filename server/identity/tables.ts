import type { Role } from './contract.ts';

export interface IdentityTables {
  account: {
    town_id: number;
    account_id: string;
    login: string;
    name: string;
    roles: Role[];
    unit_id: string | null;
    password_hash: string;
    must_change_password: boolean;
    disabled_at: Date | null;
    created_at: Date;
  };
  session: {
    town_id: number;
    session_hash: Buffer;
    account_id: string;
    created_at: Date;
    seen_at: Date;
    ended_at: Date | null;
  };
  login_attempt: { town_id: number; who: Buffer; failures: number; since: Date };
}
