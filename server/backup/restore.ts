import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { checkExternal, ensureDatabase } from '../platform/database.ts';
import { lockFolder, refuseWhenLocked } from '../platform/lock.ts';
import { startPostgres } from '../platform/postgres/index.ts';
import { livePostmaster } from '../platform/postgres/postmaster.ts';
import { keepSecret, knownSecret, secretsFrom } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { StartError } from '../platform/start-error.ts';
import { Teardown } from '../platform/teardown.ts';
import { connect } from '../platform/visit.ts';
import type { Archive } from './archive.ts';
import { countTables } from './catalogue.queries.ts';
import { fingerprintOf } from './cipher.ts';
import { type BrokenChain, load, refuseForeign } from './load.ts';
import { ArchiveError } from './problem.ts';

type Target = Pick<Settings, 'data' | 'databaseUrl' | 'secret'>;

/**
 * Brings an archive back into an installation that has no data yet: the whole of it, or nothing. The program must not
 * run. Throws `StartError` when the target holds data, when the archive is newer than this program, or when its secret is
 * not at hand. Answers the audit chains that do not hold.
 */
export async function restore(
  archive: Archive,
  target: Target,
  clock: Clock,
  teardown: Teardown,
): Promise<BrokenChain[]> {
  if (!target.databaseUrl) demandEmpty(target.data);
  refuseForeign(archive.manifest);
  const secret = await secretOf(archive, target);
  return target.databaseUrl
    ? restoreExternal(archive, target, target.databaseUrl, secret, clock, teardown)
    : restoreEmbedded(archive, target, secret, clock, teardown);
}

function demandEmpty(data: string): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return;
  throw new StartError(`数据目录 ${data} 不是空的，恢复不会覆盖已有数据，请用 ONEDOOR_DATA 换一个空目录`);
}

/** The secret to keep in the data folder; undefined when `ONEDOOR_SECRET` gives it, or it lies there. */
async function secretOf({ manifest, parts }: Archive, { secret: given, data }: Target) {
  const fits = (secret: string) => fingerprintOf(secretsFrom(secret)) === manifest.secret.fingerprint;
  const known = knownSecret(given, data);
  if (known !== undefined) {
    if (fits(known)) return undefined;
    throw new ArchiveError('密钥与备份不符：用它读不出备份里的个人信息，请用环境变量 ONEDOOR_SECRET 提供原密钥');
  }
  if (!manifest.secret.included) {
    throw new ArchiveError('备份中没有密钥，请用环境变量 ONEDOOR_SECRET 提供原密钥，否则读不出个人信息');
  }
  for await (const { name, content } of parts()) {
    if (name !== 'secret') continue;
    const secret = content.toString('utf8');
    if (fits(secret)) return secret;
    break;
  }
  throw new ArchiveError('备份文件已损坏，损坏的部分：secret', 'secret');
}

/** Into a folder beside the target, which takes its name at the very end. */
async function restoreEmbedded(
  archive: Archive,
  { data }: Target,
  secret: string | undefined,
  clock: Clock,
  teardown: Teardown,
): Promise<BrokenChain[]> {
  const staging = `${data}.restoring`;
  await clear(staging);
  const lock = lockFolder(staging);
  const remove = async () => rmSync(staging, { recursive: true, force: true });
  teardown.add('staging', remove);
  const opened = new Teardown();
  teardown.add(
    'restore',
    () => opened.run(),
    () => opened.force(),
  );
  try {
    const postgres = await startPostgres({ folder: staging });
    opened.add('postgres', postgres.stop, () => process.kill(postgres.pid, 'SIGQUIT'));
    await ensureDatabase(postgres.url('postgres'), 'onedoor');
    const client = await connect(postgres.url('onedoor'), opened);
    const broken = await inTransaction(client, () => load(client, archive, join(staging, 'attachments'), clock.now()));
    await client.query('analyze');
    if (secret !== undefined) keepSecret(secret, staging);
    await settle(opened);
    lock.release();
    if (existsSync(data)) rmdirSync(data);
    renameSync(staging, data);
    return broken;
  } catch (error) {
    await opened.run();
    await remove();
    throw error;
  }
}

/** What an earlier restore left when it was killed: its database still runs. */
async function clear(staging: string): Promise<void> {
  refuseWhenLocked(staging);
  if (livePostmaster(join(staging, 'postgres')) !== undefined) {
    await (await startPostgres({ folder: staging, whenRunning: 'stop' })).stop();
  }
  rmSync(staging, { recursive: true, force: true });
}

/** The transaction is the whole of it; attachments and secret are there before it commits, and do no harm without it. */
async function restoreExternal(
  archive: Archive,
  { data }: Target,
  url: string,
  secret: string | undefined,
  clock: Clock,
  teardown: Teardown,
): Promise<BrokenChain[]> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const lock = lockFolder(data);
  teardown.add('lock', async () => lock.release(), lock.release);
  const client = await connect(url, teardown);
  await checkExternal(client);
  if ((await countTables(client)) > 0) {
    throw new StartError('环境变量 DATABASE_URL 指定的数据库不是空的，恢复不会覆盖已有数据，请另建一个空库');
  }
  const fresh = !existsSync(join(data, 'attachments'));
  try {
    const broken = await inTransaction(client, async () => {
      const found = await load(client, archive, join(data, 'attachments'), clock.now());
      if (secret !== undefined) keepSecret(secret, data);
      return found;
    });
    await client.query('analyze');
    return broken;
  } catch (error) {
    if (fresh) rmSync(join(data, 'attachments'), { recursive: true, force: true });
    throw error;
  }
}

async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {}); // The connection may be what failed.
    throw error;
  }
}

async function settle(opened: Teardown): Promise<void> {
  const [error] = await opened.run();
  if (error) throw error;
}
