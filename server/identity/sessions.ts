import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServerDeps } from '../deps.ts';
import type { Me } from './guard.ts';
import { dropSessions, endSession, findSession, insertSession, touchSession } from './queries.ts';

export const cookieName = 'onedoor_session';
/** A session that nobody used for so long ends … */
const idle = 30 * 60_000;
/** … and any session ends after so long. */
const absolute = 12 * 3_600_000;
/** How stale `seen_at` may be: not every request writes. */
const touchAfter = 60_000;

type Needs = Pick<ServerDeps, 'database' | 'clock' | 'secrets'>;

/** Opens a session and answers the cookie's value: the town and 256 random bits, of which only the hash is stored. */
export async function openSession(
  deps: Pick<Needs, 'database' | 'clock'>,
  town: number,
  account: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await dropSessions(deps.database, town, account, new Date(deps.clock.now().getTime() - absolute));
  await insertSession(deps.database, town, hashOf(token), account, deps.clock.now());
  return `${town}.${token}`;
}

/** The person whose cookie this is; undefined when the session is unknown, ended, idle or over age, or the account disabled. */
export async function readSession(
  { database, clock, secrets }: Needs,
  cookie: string | undefined,
): Promise<Me | undefined> {
  const parts = parse(cookie);
  if (!parts) return undefined;
  const session = hashOf(parts.token);
  const now = clock.now();
  const found = await findSession(
    database,
    parts.town,
    session,
    new Date(now.getTime() - idle),
    new Date(now.getTime() - absolute),
  );
  if (!found) return undefined;
  if (now.getTime() - found.seenAt.getTime() > touchAfter) await touchSession(database, parts.town, session, now);
  const csrf = createHmac('sha256', secrets.keyObject('csrf')).update(parts.token).digest('base64url');
  return { ...found.account, town: parts.town, session, csrf };
}

/** Ends the session of a cookie, whatever state it is in. */
export async function closeSession(
  { database, clock }: Pick<Needs, 'database' | 'clock'>,
  cookie: string | undefined,
): Promise<void> {
  const parts = parse(cookie);
  if (parts) await endSession(database, parts.town, hashOf(parts.token), clock.now());
}

/** Whether the header is the session's CSRF token, compared in constant time. */
export function csrfMatches(me: Pick<Me, 'csrf'>, header: unknown): boolean {
  const [given, expected] = [Buffer.from(typeof header === 'string' ? header : ''), Buffer.from(me.csrf)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parse(cookie: string | undefined): { town: number; token: string } | undefined {
  const parts = /^(\d{1,9})\.([\w-]{43})$/.exec(cookie ?? '');
  return parts ? { town: Number(parts[1]), token: parts[2]! } : undefined;
}

const hashOf = (token: string) => hash('sha256', token, 'buffer');
