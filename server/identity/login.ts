import { record } from '../audit/record.ts';
import type { ServerDeps } from '../deps.ts';
import { cipherOf } from '../parties/cipher.ts';
import { Problem } from '../platform/problem.ts';
import type { Login } from './contract.ts';
import { checkPassword } from './password.ts';
import { type Account, clearAttempts, countAttempt, findAccounts } from './queries.ts';
import { openSession } from './sessions.ts';

/** Wrong passwords by account and address before it locks, and for how long. */
const allowed = 5;
const lockedFor = 15 * 60_000;

/**
 * Signs in; answers the cookie's value. Unknown account, disabled account and wrong password are one answer in one time,
 * and lock alike. `hemin@440783104` names the town when two towns have the same login.
 */
export async function logIn(deps: ServerDeps, { login, password }: Login, address: string): Promise<string> {
  const { database, clock } = deps;
  const [name, suffix] = login.trim().toLowerCase().split('@');
  const found = await findAccounts(
    database,
    name!,
    suffix === undefined ? undefined : Number.parseInt(suffix, 10) || 0,
  );
  const account = found.length === 1 ? found[0] : undefined;
  const town = account?.town ?? 0;
  const who = cipherOf(deps).blind('login', `${name}@${suffix ?? ''}|${address}`);
  const attempts = await countAttempt(database, town, who, clock.now(), lockedFor, allowed);
  if (attempts > allowed) {
    if (attempts === allowed + 1) await note(deps, account, 'session.locked');
    throw new Problem(429, 'login-locked', '密码连续输错 5 次，已锁定，请 15 分钟后再试');
  }
  const right = await checkPassword(account?.passwordHash, password);
  if (!account || !right || account.disabled) {
    await note(deps, account, 'session.login-failed');
    throw new Problem(401, 'wrong-credentials', '账号或密码不正确');
  }
  await clearAttempts(database, town, who);
  const cookie = await openSession(deps, town, account.id);
  await note(deps, account, 'session.login');
  return cookie;
}

/** What is not of a known account belongs to no town's log. */
async function note(
  { database, clock }: ServerDeps,
  account: Account | undefined,
  action: 'session.login' | 'session.login-failed' | 'session.locked',
) {
  if (!account) return;
  const by = { kind: 'user', id: account.id, name: account.name } as const;
  await database
    .transaction()
    .execute((trx) => record(trx, account.town, { at: clock.now(), by, action, ok: action === 'session.login' }));
}
