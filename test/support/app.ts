import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { openDatabase } from '../../engine/index.ts';
import { buildApp } from '../../server/app.ts';
import type { Database } from '../../server/db/schema.ts';
import { seedDepartments } from '../../server/departments/seed.ts';
import type { ServerDeps } from '../../server/deps.ts';
import { buildEngine } from '../../server/engine.ts';
import { cookieName, openSession, readSession } from '../../server/identity/sessions.ts';
import { type TestClock, testClock } from '../../server/platform/clock.ts';
import { createHealth } from '../../server/platform/health.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { createMetrics } from '../../server/platform/metrics.ts';
import { secretsFrom } from '../../server/platform/secrets.ts';
import type { Settings } from '../../server/platform/settings.ts';
import { deployShipped } from '../../server/procedures/shipped.ts';
import { createTowns, elsewhere, home, personOf, type TestPerson } from './fixtures.ts';
import { testDatabase } from './postgres.ts';

/** An answer of the application: status, and the body when it is JSON. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Somebody at the application's door, with a session and its CSRF token. */
export interface Client extends TestPerson {
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects by comparing it.
  get<Body = any>(url: string): Promise<Answer<Body>>;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  post<Body = any>(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Body>>;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  put<Body = any>(url: string, body?: unknown): Promise<Answer<Body>>;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  delete<Body = any>(url: string): Promise<Answer<Body>>;
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly deps: ServerDeps;
  readonly clock: TestClock;
  /** Lines of the log so far. */
  readonly log: string[];
  /** Signs somebody in: a login (`huangli`) or a role (`desk`), in the town given. */
  as(who: string, town?: number): Promise<Client>;
  inject<Body = unknown>(options: InjectOptions): Promise<Answer<Body>>;
  /** Runs what is due and ready in both towns until nothing is left. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Where the clock stands; a Monday morning by default. */
  readonly now?: string;
  /** Without the shipped procedures the application is ready sooner. */
  readonly procedures?: boolean;
  /** Where it differs from the settings of a test: the mail server, the address the links name. */
  readonly settings?: Partial<Settings>;
}

/**
 * The whole application on a database of its own, with a clock that stands still: by inject, without a socket.
 *
 *     const app = await buildTestApp();
 *     afterAll(() => app.close());
 */
export async function buildTestApp({
  now = '2026-11-23T09:00:00+08:00',
  procedures = true,
  settings = {},
}: TestAppOptions = {}): Promise<TestApp> {
  const db = await testDatabase();
  const database = openDatabase<Database>(db.pool);
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-app-'));
  const clock = testClock(now);
  const log: string[] = [];
  const logger = createLogger(
    new Writable({
      write: (line, _encoding, done) => {
        log.push(String(line));
        done();
      },
    }) as unknown as Parameters<typeof createLogger>[0],
  );
  const base = {
    settings: {
      ...{ host: '127.0.0.1', port: 0, data: folder, databaseUrl: db.url, smtpUrl: undefined },
      ...{ publicUrl: 'http://localhost', secret: undefined, webhookAllow: [], ...settings },
    },
    ...{ pool: db.pool, database, clock, logger, health: createHealth(), metrics: createMetrics() },
    secrets: secretsFrom('a secret of the tests that is long enough'),
  };
  await createTowns(database, clock.now());
  await seedDepartments(database, base, home);
  const engine = buildEngine(base);
  const deps: ServerDeps = { ...base, engine };
  if (procedures) await deployShipped(deps);
  const app = await buildApp(deps);

  const inject = async <Body>(options: InjectOptions): Promise<Answer<Body>> => {
    const response = await app.inject(options);
    const json = /\bjson\b/.test(String(response.headers['content-type'] ?? '')) && response.body !== '';
    return {
      status: response.statusCode,
      body: (json ? response.json() : undefined) as Body,
      headers: response.headers,
      text: response.body,
    };
  };
  const as = async (who: string, town = home): Promise<Client> => {
    const person = personOf(who, town);
    const cookie = await openSession(deps, person.town, person.id);
    const me = await readSession(deps, cookie);
    if (!me) throw new Error(`Expected a session of ${person.login} but there is none`);
    const headers = { cookie: `${cookieName}=${cookie}`, 'x-csrf-token': me.csrf };
    const send = <Body>(
      method: InjectOptions['method'],
      url: string,
      payload?: unknown,
      more: Record<string, string> = {},
    ) =>
      inject<Body>({
        method,
        url,
        headers: { ...headers, ...more },
        ...(payload === undefined ? {} : { payload: payload as object }),
      } as InjectOptions);
    return {
      ...person,
      headers,
      get: (url) => send('GET', url),
      post: (url, body, more) => send('POST', url, body, more),
      put: (url, body) => send('PUT', url, body),
      delete: (url) => send('DELETE', url),
    };
  };
  return {
    ...{ app, deps, clock, log, as, inject },
    drain: async () => {
      // A job may make the next one due.
      for (let done = 1; done > 0; ) done = (await engine.drain(home)) + (await engine.drain(elsewhere));
    },
    close: async () => {
      await app.close();
      await engine.stop();
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
