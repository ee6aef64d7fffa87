import { sql } from 'kysely';
import { statement } from '../../engine/index.ts';
import type { Db } from '../db/schema.ts';
import { together } from '../platform/together.ts';
import type { Role } from './contract.ts';

export interface Account {
  readonly town: number;
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
}

/** The accounts with this login; a login is unique in its town only. */
export async function findAccounts(db: Db, login: string, town?: number): Promise<Account[]> {
  let query = db.selectFrom('account').selectAll().where('login', '=', login);
  if (town !== undefined) query = query.where('town_id', '=', town);
  return (await query.limit(2).execute()).map((row) => ({
    town: row.town_id,
    id: row.account_id,
    login: row.login,
    name: row.name,
    roles: row.roles,
    passwordHash: row.password_hash,
    mustChangePassword: row.must_change_password,
    disabled: row.disabled_at !== null,
  }));
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit?: string | null;
  readonly passwordHash: string;
  readonly mustChangePassword?: boolean;
}

export async function insertAccounts(db: Db, town: number, accounts: readonly NewAccount[], now: Date): Promise<void> {
  const rows = accounts.map((account) => ({
    town_id: town,
    account_id: account.id,
    login: account.login,
    name: account.name,
    roles: [...account.roles],
    unit_id: account.unit ?? null,
    password_hash: account.passwordHash,
    must_change_password: account.mustChangePassword ?? false,
    disabled_at: null,
    created_at: now,
  }));
  await db.insertInto('account').values(rows).execute();
}

export async function setPassword(db: Db, town: number, account: string, passwordHash: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ password_hash: passwordHash, must_change_password: false })
    .where('town_id', '=', town)
    .where('account_id', '=', account)
    .execute();
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly roles: Role[];
  readonly unit: string | null;
}

/** Active people of the town, those of one role when it is given, by name. */
export async function listPeople(db: Db, town: number, role?: Role): Promise<PersonRow[]> {
  let query = db
    .selectFrom('account')
    .leftJoin('org_unit', (join) =>
      join.onRef('org_unit.town_id', '=', 'account.town_id').onRef('org_unit.unit_id', '=', 'account.unit_id'),
    )
    .select(['account.account_id as id', 'account.name', 'account.roles', 'org_unit.name as unit'])
    .where('account.town_id', '=', town)
    .where('account.disabled_at', 'is', null);
  if (role) query = query.where(sql<boolean>`${role} = any(account.roles)`);
  return query.orderBy('account.login').execute();
}

/** Names of accounts by id, disabled ones included: history keeps them. */
export async function namesOf(
  db: Db,
  town: number,
  ids: readonly string[],
): Promise<Map<string, { name: string; roles: Role[] }>> {
  const uuids = [...new Set(ids)].filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id));
  if (uuids.length === 0) return new Map();
  const rows = await db
    .selectFrom('account')
    .select(['account_id', 'name', 'roles'])
    .where('town_id', '=', town)
    .where('account_id', 'in', uuids)
    .execute();
  return new Map(rows.map((row) => [row.account_id, { name: row.name, roles: row.roles }]));
}

export async function insertSession(db: Db, town: number, session: Buffer, account: string, now: Date): Promise<void> {
  await db
    .insertInto('session')
    .values({
      town_id: town,
      session_hash: session,
      account_id: account,
      created_at: now,
      seen_at: now,
      ended_at: null,
    })
    .execute();
}

interface SessionRow {
  readonly session_hash: Buffer;
  readonly seen_at: Date;
  readonly created_at: Date;
  readonly account_id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: Role[];
  readonly must_change_password: boolean;
}

const selectSessions = statement<SessionRow>(
  'session.find',
  `select s.session_hash, s.seen_at, s.created_at, a.account_id, a.login, a.name, a.roles, a.must_change_password
   from unnest($2::text[]) as asked (hash)
   join session s on s.town_id = $1 and s.session_hash = decode(asked.hash, 'hex')
   join account a on a.town_id = $1 and a.account_id = s.account_id
   where s.ended_at is null and a.disabled_at is null`,
);

/** Sessions that were not ended, of active accounts, by the hash of their token in hex. */
const findOpenSession = together({
  find: selectSessions,
  keyed: (rows) => new Map(rows.map((row) => [row.session_hash.toString('hex'), row])),
});

/** A session seen after `seenAfter` and opened after `openedAfter`, of an active account. */
export async function findSession(db: Db, town: number, session: Buffer, seenAfter: Date, openedAfter: Date) {
  const row = await findOpenSession(db, town, session.toString('hex'));
  if (!row || row.seen_at <= seenAfter || row.created_at <= openedAfter) return undefined;
  const account = {
    id: row.account_id,
    login: row.login,
    name: row.name,
    roles: row.roles,
    mustChangePassword: row.must_change_password,
  };
  return { seenAt: row.seen_at, account };
}

/** Sessions of the account that were opened so long ago that they cannot be used any more. */
export async function dropSessions(db: Db, town: number, account: string, openedBefore: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where('town_id', '=', town)
    .where('account_id', '=', account)
    .where('created_at', '<', openedBefore)
    .execute();
}

export async function touchSession(db: Db, town: number, session: Buffer, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ seen_at: now })
    .where('town_id', '=', town)
    .where('session_hash', '=', session)
    .execute();
}

export async function endSession(db: Db, town: number, session: Buffer, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('town_id', '=', town)
    .where('session_hash', '=', session)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends every session of an account but one. */
export async function endOtherSessions(
  db: Db,
  town: number,
  account: string,
  except: Buffer,
  now: Date,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('town_id', '=', town)
    .where('account_id', '=', account)
    .where('session_hash', '!=', except)
    .where('ended_at', 'is', null)
    .execute();
}

/**
 * Counts an attempt before it is made, in one statement, so that parallel attempts cannot slip through together; answers
 * how many there were. The time stands still from the last allowed one, and after `window` the count begins anew.
 */
export async function countAttempt(
  db: Db,
  town: number,
  who: Buffer,
  now: Date,
  window: number,
  allowed: number,
): Promise<number> {
  const over = new Date(now.getTime() - window);
  const row = await db
    .insertInto('login_attempt')
    .values({ town_id: town, who, failures: 1, since: now })
    .onConflict((conflict) =>
      conflict.columns(['town_id', 'who']).doUpdateSet({
        failures: sql`case when login_attempt.since <= ${over} then 1 else login_attempt.failures + 1 end`,
        since: sql`case when login_attempt.since <= ${over} or login_attempt.failures < ${allowed} then ${now}::timestamptz else login_attempt.since end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  return row.failures;
}

/** Wrong passwords long ago count for nothing; the town 0 holds those of unknown accounts. */
export async function deleteAttemptsBefore(db: Db, town: number, before: Date): Promise<void> {
  await db.deleteFrom('login_attempt').where('town_id', '=', town).where('since', '<', before).execute();
}

export async function clearAttempts(db: Db, town: number, who: Buffer): Promise<void> {
  await db.deleteFrom('login_attempt').where('town_id', '=', town).where('who', '=', who).execute();
}

const selectActiveRoles = statement<{ role: string }>(
  'account.roles',
  'select distinct unnest(roles) as role from account where town_id = $1 and disabled_at is null',
);

/** The roles that somebody active in the town has. */
export async function activeRoles(db: Db, town: number): Promise<Set<string>> {
  const { rows } = await db.executeQuery(selectActiveRoles(town));
  return new Set(rows.map((row) => row.role));
}
