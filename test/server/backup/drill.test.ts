import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase, openPool } from '../../../engine/index.ts';
import { buildApp } from '../../../server/app.ts';
import { openArchive } from '../../../server/backup/archive.ts';
import { backup } from '../../../server/backup/backup.ts';
import { restore } from '../../../server/backup/restore.ts';
import type { Database } from '../../../server/db/schema.ts';
import type { ServerDeps } from '../../../server/deps.ts';
import { buildEngine } from '../../../server/engine.ts';
import { cookieName, openSession } from '../../../server/identity/sessions.ts';
import { Mailer } from '../../../server/mail/mailer.ts';
import { smtpTransport } from '../../../server/mail/transport.ts';
import { startPostgres } from '../../../server/platform/postgres/index.ts';
import { openSecrets } from '../../../server/platform/secrets.ts';
import { Teardown } from '../../../server/platform/teardown.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, drainage, register } from '../../support/cases.ts';
import { home, personOf } from '../../support/fixtures.ts';
import { violations } from '../../support/invariants.ts';
import { multipart, png } from '../../support/multipart.ts';
import { issueOrder } from '../../support/orders.ts';
import { startSmtp } from '../../support/smtp.ts';

const secret = 'a secret of the tests that is long enough';
const passphrase = '备份口令 correct horse battery';
const folder = mkdtempSync(join(tmpdir(), 'onedoor-drill-'));
const file = join(folder, 'town.onedoor');
/** What a restore changes on purpose. */
const quarantined = ['mail', 'session', 'order_link', 'outgoing_hold', 'audit_entry', 'audit_head'];

let source: TestApp;
let link: string;
let attachment: string;
let rowsBefore: Record<string, string>;
beforeAll(async () => {
  source = await buildTestApp();
  const desk = await source.as('desk');
  const { id } = await register(desk, drainage);
  const { payload, headers } = multipart([{ name: '现场照片.png', content: png }]);
  const [uploaded] = (
    await source.inject<{ id: string }[]>({
      method: 'POST',
      url: `/api/cases/${id}/attachments`,
      headers: { ...desk.headers, ...headers },
      payload,
    })
  ).body;
  attachment = uploaded!.id;
  await source.drain();
  const mediator = await source.as('mediator');
  const { parties } = (await desk.get(`/api/cases/${id}`)).body;
  await complete(mediator, id, '征求意愿', {
    willingness: {
      parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })),
      note: '愿意',
    },
  });
  link = (await issueOrder(source)).path;
  expect((await source.inject({ url: link })).status).toBe(200);
  rowsBefore = await contents(source.deps.pool);
  await take(file, passphrase);
}, 240_000);
afterAll(async () => {
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});

async function take(to: string, key: string | undefined, data = source.deps.settings.data) {
  const client = new pg.Client(source.deps.settings.databaseUrl);
  await client.connect();
  try {
    return await backup(async () => client, { file: to, data, secret, passphrase: key, clock: source.clock });
  } finally {
    await client.end();
  }
}

/** A digest of the rows of every table. */
async function contents(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'migration' order by 1",
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const result = await pool.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as digest from "${name}" t`,
    );
    found[name] = result.rows[0]!.digest;
  }
  return found;
}

const without = (rows: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(rows).filter(([name]) => !names.includes(name)));

/** The whole application over a restored database. */
async function open(url: string, data: string) {
  const { settings, clock, logger, health } = source.deps;
  const pool = openPool(url, { max: 4 });
  const base = {
    settings: { ...settings, data, databaseUrl: url },
    pool,
    database: openDatabase<Database>(pool),
    ...{ clock, logger, health },
    secrets: openSecrets(undefined, data),
  };
  const engine = buildEngine({ ...source.deps, ...base });
  const deps: ServerDeps = { ...source.deps, ...base, engine };
  const app = await buildApp(deps);
  return {
    ...{ deps, app, engine, pool },
    close: async () => {
      await app.close();
      await engine.stop();
      await pool.end();
    },
  };
}

async function runTeardown<T>(work: (teardown: Teardown) => Promise<T>): Promise<T> {
  const teardown = new Teardown();
  try {
    return await work(teardown);
  } finally {
    await teardown.run();
  }
}

describe('a town with work done comes back on a new machine', () => {
  const data = join(folder, 'new-machine');
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let restored: Awaited<ReturnType<typeof open>>;
  let oldCookie: string;
  beforeAll(async () => {
    oldCookie = await openSession(source.deps, home, personOf('desk').id);
    await take(join(folder, 'with-session.onedoor'), passphrase);
    const archive = await openArchive(join(folder, 'with-session.onedoor'), passphrase);
    const broken = await runTeardown((teardown) =>
      restore(archive, { data, databaseUrl: undefined, secret: undefined }, source.clock, teardown),
    );
    expect(broken).toEqual([]);
    postgres = await startPostgres({ folder: data, durable: false });
    restored = await open(postgres.url('onedoor'), data);
  }, 240_000);
  afterAll(async () => {
    await restored?.close();
    await postgres?.stop();
  });

  const signIn = async (login: string) => {
    const { app, deps } = restored;
    const cookie = await openSession(deps, home, personOf(login).id);
    const answer = await app.inject({ url: '/api/session', headers: { cookie: `${cookieName}=${cookie}` } });
    return { cookie: `${cookieName}=${cookie}`, 'x-csrf-token': answer.json().csrf as string };
  };

  test('only the data folder is there, with its secret', () => {
    expect(readdirSync(folder).filter((name) => name.includes('restoring') || name.includes('partial'))).toEqual([]);
    expect(readFileSync(join(data, 'secret'), 'utf8')).toBe(secret);
    expect(existsSync(join(data, 'onedoor.lock'))).toBe(false);
  });

  test('every row is as it was, but for what the restore is to change', async () => {
    const after = await contents(restored.pool);
    expect(without(after, quarantined)).toEqual(without(rowsBefore, quarantined));
    expect(Object.keys(after)).toEqual(Object.keys(rowsBefore));
  });

  test('the invariants hold: every instance replays to its state, and has the rows that its state waits for', async () => {
    expect(await violations(restored.engine as never, restored.pool)).toEqual([]);
  });

  test('the audit chain holds and tells of the restore', async () => {
    const headers = await signIn('wujing');
    const { app } = restored;
    expect((await app.inject({ url: '/api/audit/verify', headers })).json()).toMatchObject({ ok: true });
    expect((await app.inject({ url: '/api/audit', headers })).json().items[0]).toMatchObject({
      actionTitle: '从备份恢复',
      who: '系统',
    });
  });

  test('attachments open', async () => {
    const answer = await restored.app.inject({
      url: `/api/attachments/${attachment}`,
      headers: await signIn('hemin'),
    });
    expect([answer.statusCode, answer.rawPayload.equals(png)]).toEqual([200, true]);
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('现场照片.png'));
  });

  test('a session of before is over, and so is the link of a department', async () => {
    const answer = await restored.app.inject({
      url: '/api/session',
      headers: { cookie: `${cookieName}=${oldCookie}` },
    });
    expect(answer.statusCode).toBe(401);
    expect(
      (await source.inject({ url: '/api/session', headers: { cookie: `${cookieName}=${oldCookie}` } })).status,
    ).toBe(200);
    const page = await restored.app.inject({ url: link });
    expect([page.statusCode, page.body]).toEqual([410, expect.stringContaining('失效')]);
  });

  test('mail is held until an administrator releases it', async () => {
    const smtp = await startSmtp();
    const { app, deps } = restored;
    const mailer = new Mailer(deps, {
      transport: smtpTransport({ smtpUrl: smtp.url, publicUrl: 'https://onedoor.example' }),
    });
    const admin = await signIn('zhouming');
    try {
      expect(await mailer.deliverDue()).toBe(0);
      const hold = (await app.inject({ url: '/api/mails/hold', headers: admin })).json();
      expect(hold).toEqual({
        held: true,
        since: '2026-11-23T09:00:00+08:00',
        reason: 'restore',
        asOf: '2026-11-23T09:00:00+08:00',
        mails: expect.any(Number),
        newer: 0,
      });
      expect(hold.mails).toBeGreaterThan(0);
      const release = () =>
        app.inject({
          method: 'POST',
          url: '/api/mails/hold/release',
          headers: admin,
          payload: { mails: 'send' },
        });
      const first = await release();
      expect([first.statusCode, first.json()]).toEqual([200, { mails: hold.mails }]);
      expect((await release()).statusCode).toBe(409);
      expect(await mailer.deliverDue()).toBe(hold.mails);
      expect(smtp.received).toHaveLength(hold.mails);
    } finally {
      await smtp.close();
    }
  });
});

describe('an external database', () => {
  const server = inject('databaseUrl');
  const name = `onedoor_test_restore_${process.pid}`;
  const url = server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
  const admin = async (text: string) => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(text);
    await client.end();
  };
  beforeAll(() => admin(`create database ${name}`));
  afterAll(() => admin(`drop database if exists ${name} with (force)`));

  const into = async (from: string, key: string | undefined, data: string, given?: string) =>
    runTeardown(async (teardown) =>
      restore(await openArchive(from, key), { data, databaseUrl: url, secret: given }, source.clock, teardown),
    );

  test('stays empty when the archive breaks in the middle, and takes it whole after that', async () => {
    const data = join(folder, 'external');
    const archive = await openArchive(file, passphrase);
    const failing = {
      ...archive,
      async *parts() {
        for await (const part of archive.parts()) {
          if (part.name.startsWith('attachments/')) throw new Error('the disk went away');
          yield part;
        }
      },
    };
    await expect(
      runTeardown((teardown) => restore(failing, { data, databaseUrl: url, secret }, source.clock, teardown)),
    ).rejects.toThrow('the disk went away');
    const pool = new pg.Pool({ connectionString: url });
    expect(await contents(pool)).toEqual({});
    expect(readdirSync(data)).toEqual([]);

    expect(await into(file, passphrase, data)).toEqual([]);
    expect(without(await contents(pool), quarantined)).toEqual(without(rowsBefore, quarantined));
    await pool.end();
    expect(readdirSync(data).sort()).toEqual(['attachments', 'secret']);
  });

  test('is whole as of one moment, also when people go on working while it is copied', async () => {
    const busy = join(folder, 'busy.onedoor');
    const desk = await source.as('desk');
    let copying = true;
    const work = (async () => {
      let cases = 0;
      for (; copying; cases++) {
        await register(desk, { ...drainage, place: `示范三村 ${cases} 号`, village: `${home}203` });
        await source.drain();
      }
      return cases;
    })();
    await take(busy, passphrase).finally(() => {
      copying = false;
    });
    expect(await work).toBeGreaterThan(0);

    await admin(`drop database ${name} with (force)`);
    await admin(`create database ${name}`);
    expect(await into(busy, passphrase, join(folder, 'busy'))).toEqual([]);
    const restored = await open(url, join(folder, 'busy'));
    try {
      expect(await violations(restored.engine as never, restored.pool)).toEqual([]);
    } finally {
      await restored.close();
    }
  }, 240_000);

  test('is refused when it holds anything', async () => {
    await expect(into(file, passphrase, join(folder, 'busy'))).rejects.toThrow('不是空的');
  });
});

describe('refused, with nothing touched', () => {
  const target = join(folder, 'never');
  const attempt = async (from: string, key: string | undefined, given?: string) =>
    runTeardown(async (teardown) =>
      restore(
        await openArchive(from, key),
        { data: target, databaseUrl: undefined, secret: given },
        source.clock,
        teardown,
      ),
    );

  test('a wrong passphrase, or none', async () => {
    await expect(attempt(file, '另一个口令 of the same length')).rejects.toThrow('ONEDOOR_BACKUP_KEY）不对');
    await expect(attempt(file, undefined)).rejects.toThrow('备份文件有口令');
  });

  test('a secret that is not at hand, or is another', async () => {
    const open = join(folder, 'open.onedoor');
    await take(open, undefined);
    await expect(attempt(open, undefined)).rejects.toThrow('备份中没有密钥');
    await expect(attempt(open, undefined, 'another secret that is long enough too')).rejects.toThrow('密钥与备份不符');
    await expect(attempt(file, passphrase, 'another secret that is long enough too')).rejects.toThrow('密钥与备份不符');
  });

  test('a data folder that is not empty', async () => {
    const used = join(folder, 'used');
    cpSync(import.meta.filename, join(used, 'something'));
    const archive = await openArchive(file, passphrase);
    await expect(
      runTeardown((teardown) =>
        restore(archive, { data: used, databaseUrl: undefined, secret: undefined }, source.clock, teardown),
      ),
    ).rejects.toThrow('不是空的');
    expect(readdirSync(used)).toEqual(['something']);
  });

  test('an archive of a newer program, or of other tables', async () => {
    const archive = await openArchive(file, passphrase);
    const last = archive.manifest.schema.at(-1)!;
    const withSchema = (schema: typeof archive.manifest.schema) =>
      runTeardown((teardown) =>
        restore(
          { ...archive, manifest: { ...archive.manifest, schema } },
          { data: target, databaseUrl: undefined, secret: undefined },
          source.clock,
          teardown,
        ),
      );
    const newer = { ...last, version: last.version + 1, name: '9999_later' };
    await expect(withSchema([...archive.manifest.schema, newer])).rejects.toThrow('由更新的版本');
    await expect(withSchema([...archive.manifest.schema, { ...last, module: 'later' }])).rejects.toThrow(
      '由更新的版本',
    );
    const edited = archive.manifest.schema.map((row) => (row === last ? { ...row, checksum: 'other' } : row));
    await expect(withSchema(edited)).rejects.toThrow('表结构对不上');
  });

  afterAll(() => {
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  });
});

test('a file that is gone or damaged is told, and the rest is kept', async () => {
  const other = mkdtempSync(join(folder, 'store-'));
  const archive = join(folder, 'missing.onedoor');
  const summary = await take(archive, passphrase, other);
  expect(summary).toMatchObject({ attachments: 0, missing: [expect.stringMatching(/^[\da-f]{64}$/)] });
  expect((await openArchive(archive, passphrase)).manifest.attachments).toEqual({ kept: [], missing: summary.missing });
  await expect(take(archive, passphrase)).rejects.toThrow('已经存在');
});

test('the secret of the installation stands nowhere in the archive, nor does a name, when there is a passphrase', () => {
  const bytes = readFileSync(file);
  expect(['何敏', secret, 'hemin'].filter((text) => bytes.includes(text))).toEqual([]);
});
