import { createServer, type Server } from 'node:net';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../../server/deps.ts';
import { afterDelivery } from '../../../server/mail/bounce.ts';
import { deliverMail } from '../../../server/mail/delivery.ts';
import { countHeld, placeHold } from '../../../server/mail/hold.queries.ts';
import { Mailer } from '../../../server/mail/mailer.ts';
import { enqueue, type NewMail } from '../../../server/mail/outbox.ts';
import { findMail, listMails } from '../../../server/mail/queries.ts';
import { smtpTransport, type Timeouts } from '../../../server/mail/transport.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { home } from '../../support/fixtures.ts';
import { startSmtp, type TestSmtp } from '../../support/smtp.ts';

let app: TestApp;
let smtp: TestSmtp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());
beforeEach(async () => {
  smtp = await startSmtp();
});
afterEach(async () => {
  await smtp.close();
  await app.deps.database.deleteFrom('mail').execute();
});

/** Long enough for a busy machine; whoever tests that nobody answers waits less. */
const patient: Timeouts = { connection: 15_000, greeting: 15_000, socket: 15_000 };

const mailer = (url = smtp.url, timeouts = patient) =>
  new Mailer(app.deps, {
    transport: smtpTransport({ smtpUrl: url, publicUrl: 'https://onedoor.example' }, timeouts),
    settled: afterDelivery(app.deps),
  });

const letter: NewMail = {
  cause: 'job:1',
  to: { name: '周文华', address: 'renshe@kaiping.example' },
  kind: 'order',
  subject: '【交办单】JB2026-0031 请于11月24日（周二）17:30前签收',
  html: '<p>请<a href="https://onedoor.example/o/x">查看并签收</a></p>',
  text: '请查看并签收 https://onedoor.example/o/x',
};

const put = (mail: Partial<NewMail> = {}) =>
  app.deps.database
    .transaction()
    .execute((trx) => enqueue(trx, app.deps, home, { ...letter, ...mail }, app.clock.now()));

const state = async () => {
  const [mail] = await listMails(app.deps.database, home, { status: undefined, before: undefined, limit: 10 });
  return (
    mail && {
      status: mail.status,
      attempts: mail.attempts,
      error: mail.error,
      wait: Math.round((mail.next_at.getTime() - app.clock.now().getTime()) / 60_000),
    }
  );
};

test('while the town has a hold nothing goes out; what waited is marked, what is new waits', async () => {
  await put();
  const hold = { town_id: home, since: app.clock.now(), reason: 'restore', as_of: null } as const;
  await app.deps.database.transaction().execute((trx) => placeHold(trx, hold));
  await put({ cause: 'job:2' });
  expect(await mailer().deliverDue()).toBe(0);
  expect(await countHeld(app.deps.database, home)).toEqual({ marked: 1, since: 1 });

  const admin = await app.as('admin');
  const { body } = await admin.post('/api/mails/hold/release', { mails: 'drop' });
  expect(body).toEqual({ mails: 1 });
  expect(await mailer().deliverDue()).toBe(1);
  const mails = await listMails(app.deps.database, home, { status: undefined, before: undefined, limit: 10 });
  expect(mails.map(({ cause, status, error }) => [cause, status, error]).sort()).toEqual([
    ['job:1', 'failed', '恢复备份后，管理员决定不再发送'],
    ['job:2', 'sent', null],
  ]);
  expect((await admin.get('/api/mails/hold')).body).toMatchObject({ held: false, mails: 0, newer: 0 });
});

test('a mail arrives once, in two forms, at its one recipient', async () => {
  await put({ calendar: { method: 'REQUEST', name: '调解预约.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' } });
  await put(); // The same cause again.
  expect([await mailer().deliverDue(), await mailer().deliverDue()]).toEqual([1, 0]);
  const [one, ...more] = smtp.received;
  expect(more).toEqual([]);
  expect({
    from: one!.from,
    to: one!.to,
    subject: one!.mail.subject,
    text: one!.mail.text,
    html: one!.mail.html,
  }).toEqual({
    from: 'jiaoban@onedoor.example',
    to: ['renshe@kaiping.example'],
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
  });
  expect(one!.mail.headerLines.find(({ key }) => key === 'from')!.line).toContain('<jiaoban@onedoor.example>');
  expect(one!.mail.messageId).toMatch(
    /^<[0-9a-f-]{36}\.440783104@localhost>$|^<[0-9a-f-]{36}\.440783104@onedoor\.invalid>$/,
  );
  expect(one!.mail.attachments.map(({ contentType, filename }) => [contentType, filename])).toContainEqual([
    'application/ics',
    '调解预约.ics',
  ]);
  expect(await state()).toMatchObject({ status: 'sent', attempts: 1, error: null });
});

test('the stored body is sealed', async () => {
  await put();
  const [mail] = await listMails(app.deps.database, home, { status: undefined, before: undefined, limit: 1 });
  expect(mail!.body_enc.toString('latin1')).not.toContain('onedoor.example/o/x');
});

test('451: the mail is tried again after 1, 2, 5, 15 and 60 minutes', async () => {
  smtp.behave(...Array.from({ length: 6 }, () => ({ refuse: 'recipient', code: 451 }) as const));
  await put();
  const waits: (number | undefined)[] = [];
  for (let attempt = 1; attempt <= 6; attempt++) {
    await mailer().deliverDue();
    const { wait, ...rest } = (await state())!;
    expect(rest).toEqual({ status: 'waiting', attempts: attempt, error: '邮件服务器暂时不收（451），稍后自动重发' });
    expect(await mailer().deliverDue()).toBe(0);
    waits.push(wait);
    app.clock.advance(wait * 60_000);
  }
  expect(waits).toEqual([1, 2, 5, 15, 60, 60]);
  await mailer().deliverDue();
  expect(await state()).toMatchObject({ status: 'sent', attempts: 7 });
});

test('451 for a whole day: nobody is left waiting', async () => {
  smtp.behave(...Array.from({ length: 40 }, () => ({ refuse: 'data', code: 452 }) as const));
  await put();
  let tries = 0;
  while ((await state())!.status === 'waiting') {
    tries += await mailer().deliverDue();
    app.clock.advance('PT1H');
  }
  expect({ tries, ...(await state()) }).toMatchObject({
    tries: 25,
    status: 'failed',
    error: '一天之内多次尝试都未能送达',
  });
});

test.each(['recipient', 'data'] as const)('550 at %s: no retry, and the director is told', async (refuse) => {
  smtp.behave({ refuse, code: 550 });
  await put({ cause: `bounce:${refuse}` });
  await mailer().deliverDue();
  expect(await state()).toMatchObject({ status: 'failed', attempts: 1, error: '对方邮箱拒收（550）' });
  app.clock.advance('P1D');
  expect(await mailer().deliverDue()).toBe(0);
  const { body } = await (await app.as('director')).get('/api/notices');
  expect(body.items[0].text).toBe(`信函未能送达：${letter.subject}，请换地址重发或打电话告知`);
});

test.each(['drop', 'silence'] as const)(
  '%s after the message: unknown, and sent again under the same Message-ID',
  async (behaviour) => {
    smtp.behave(behaviour);
    await put();
    await mailer(smtp.url, behaviour === 'silence' ? { ...patient, socket: 4_000 } : patient).deliverDue();
    expect(await state()).toEqual({ status: 'unknown', attempts: 1, error: '发出后没有回音，稍后重发同一封', wait: 1 });
    app.clock.advance('PT1M');
    await mailer().deliverDue();
    expect(await state()).toMatchObject({ status: 'sent', attempts: 2 });
    expect(smtp.received).toHaveLength(2);
    expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(new Set(smtp.received.map(({ mail }) => mail.html)).size).toBe(1);
  },
);

test('a server that is not there, or says nothing: retried', async () => {
  const mute: Server = createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', () => resolve()));
  const { port } = mute.address() as { port: number };
  await put();
  await mailer(`smtp://127.0.0.1:${port}`, { ...patient, greeting: 300 }).deliverDue();
  expect(await state()).toEqual({ status: 'waiting', attempts: 1, error: '连接不上邮件服务器，稍后自动重发', wait: 1 });
  await new Promise((resolve) => mute.close(resolve));
  app.clock.advance('PT1M');
  await mailer(`smtp://127.0.0.1:${port}`, { ...patient, greeting: 300 }).deliverDue();
  expect(await state()).toEqual({ status: 'waiting', attempts: 2, error: '连接不上邮件服务器，稍后自动重发', wait: 2 });
});

test('a sender that lost its lease cannot write what it knows', async () => {
  await put();
  const { database } = app.deps;
  const [waiting] = await listMails(database, home, { status: undefined, before: undefined, limit: 1 });
  const id = waiting!.mail_id;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const sleeping = new Mailer(app.deps, { transport: { send: () => held } });
  const asleep = sleeping.deliverDue();
  for (;;) if ((await findMail(database, home, id))!.status === 'sending') break;
  app.clock.advance('PT2M');
  await mailer().deliverDue();
  const before = await findMail(database, home, id);
  release();
  await asleep;
  expect(await findMail(database, home, id)).toEqual(before);
  expect(before).toMatchObject({ status: 'sent', attempts: 2, fence: '2' });
});

test('the outbox is sent while the server is open, and no longer', async () => {
  await put();
  const http = Fastify();
  const settings = { ...app.deps.settings, smtpUrl: smtp.url };
  deliverMail(http as unknown as App, { ...app.deps, settings });
  await http.listen({ host: '127.0.0.1', port: 0 });
  await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'sent' }), { timeout: 30_000 });
  await http.close();
  expect(smtp.received).toHaveLength(1);
});

test('two senders never have the same mail', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => put({ cause: `job:${index}` })));
  const counts = await Promise.all([mailer().deliverDue(), mailer().deliverDue()]);
  expect(counts[0]! + counts[1]!).toBe(12);
  expect(smtp.received).toHaveLength(12);
});

test.each(['a@b.cn\r\nRCPT TO:<evil@evil.com>', 'a@b.cn,evil@evil.com', 'g: a@b.cn;'])(
  '%j is refused at the door',
  async (address) => {
    await expect(put({ to: { name: 'x', address } })).rejects.toThrow(
      'Expected one plain mail address for order but got another form',
    );
  },
);

test('a subject or name with a line break adds no header', async () => {
  await put({
    subject: '交办\r\nBcc: evil@evil.com',
    to: { name: '周\r\nBcc: evil@evil.com', address: 'renshe@kaiping.example' },
  });
  await mailer().deliverDue();
  const [one] = smtp.received;
  expect(one!.to).toEqual(['renshe@kaiping.example']);
  expect(one!.raw).not.toMatch(/^Bcc:/im);
});

test('what a mail names is never read from this machine or fetched', async () => {
  await put({ html: { path: '/etc/hostname' } as unknown as string });
  await mailer().deliverDue();
  expect(smtp.received).toEqual([]);
  expect(await state()).toMatchObject({ status: 'failed', error: '信函内容无法发送' });
});
