import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { leaseMs } from '../../server/mail/mailer.ts';
import { enqueue } from '../../server/mail/outbox.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { home } from '../support/fixtures.ts';
import { startProgram } from '../support/programs.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';

/** The mail sender is killed at each of its points; another follows after the lease. At least once, under one Message-ID. */
const points: Readonly<Record<string, { readonly arrived: number; readonly left: number }>> = {
  'mail:claimed': { arrived: 1, left: 1 },
  // The server has it, but that is not written down: it is sent again, and the recipient's reader knows it by its id.
  'mail:attempted': { arrived: 2, left: 1 },
  'mail:settled': { arrived: 1, left: 0 },
};

let app: TestApp;
let smtp: TestSmtp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());
beforeEach(async () => {
  smtp = await startSmtp();
  return () => smtp.close();
});

test('the table names every point of the sender', () => {
  const root = join(import.meta.dirname, '../..');
  const found = globSync('server/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/crashPoint\('([^']+)'\)/g)].map(([, point]) => point),
  );
  expect(found.sort()).toEqual(Object.keys(points).sort());
});

test.each(Object.entries(points))('killed at %s', { timeout: 240_000 }, async (point, { arrived, left }) => {
  const { deps, clock } = app;
  const letter = { subject: '交办单', html: '<p>请查收</p>', text: '请查收', kind: 'order', cause: point };
  const to = { name: '周文华', address: 'renshe@kaiping.example' };
  await deps.database.transaction().execute((trx) => enqueue(trx, deps, home, { ...letter, to }, clock.now()));
  const send = (env: NodeJS.ProcessEnv = {}) =>
    startProgram(
      join(import.meta.dirname, 'mail-program.ts'),
      [deps.settings.databaseUrl!, smtp.url, clock.now().toISOString()],
      env,
    );
  expect(await send({ ONEDOOR_CRASH: point }).ended).toBe('SIGKILL');
  // Nobody takes the mail from a sender that may be alive.
  const early = send();
  expect([await early.ended, early.lines.at(-1)]).toEqual([0, '0 attempts']);
  clock.advance(leaseMs + 1);
  const heir = send();
  expect([await heir.ended, heir.lines.at(-1)]).toEqual([0, `${left} attempts`]);
  expect(smtp.received.length).toBe(arrived);
  expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(1);
  const { status } = await deps.database
    .selectFrom('mail')
    .select('status')
    .where('cause', '=', point)
    .executeTakeFirstOrThrow();
  expect(status).toBe('sent');
});
