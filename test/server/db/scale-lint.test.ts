import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fireAlarms } from '../../../server/alarms/fire.ts';
import { quarantine } from '../../../server/backup/quarantine.ts';
import { afterDelivery } from '../../../server/mail/bounce.ts';
import { Mailer } from '../../../server/mail/mailer.ts';
import { smtpTransport } from '../../../server/mail/transport.ts';
import { Courier } from '../../../server/webhooks/courier.ts';
import { townRelations, unbound, writes } from '../../engine/store/scale-lint.ts';
import { breaches } from '../../engine/store/scale-rules.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, drainage, register, wages } from '../../support/cases.ts';
import { multipart, png } from '../../support/multipart.ts';
import { issueOrder } from '../../support/orders.ts';
import { startSmtp } from '../../support/smtp.ts';
import { openReceiver } from '../webhooks/receiver.ts';

/** Every statement that any connection of this process was given. */
const seen = new Set<string>();
const original = pg.Client.prototype.query;
let app: TestApp;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
beforeAll(async () => {
  // The first who asks for an application makes the template of its database: what migrations do is not looked at here.
  await (await buildTestApp()).close();
  // biome-ignore lint/suspicious/noExplicitAny: the driver's query has a dozen forms; the text is what counts.
  pg.Client.prototype.query = function (this: pg.Client, ...given: any[]) {
    const [first] = given;
    seen.add(typeof first === 'string' ? first : String(first?.text ?? ''));
    return (original as (...args: unknown[]) => unknown).apply(this, given);
    // biome-ignore lint/suspicious/noExplicitAny: see above.
  } as any;
  receiver = await openReceiver();
  app = await buildTestApp({ settings: { webhookAllow: [receiver.origin] } });
});
afterAll(async () => {
  pg.Client.prototype.query = original;
  await app.close();
  await receiver.close();
});

/** Another system that is told of it, fails once and is told again. */
async function tellOthers(): Promise<() => Promise<void>> {
  const admin = await app.as('admin');
  const asked = { name: '政务平台', url: `${receiver.origin}/hook`, kinds: ['case.registered', 'task.created'] };
  const { id } = (await admin.post('/api/webhooks', asked, { 'idempotency-key': 'scale-lint-2' })).body;
  receiver.answers(() => ({ status: 500 }));
  return async () => {
    const courier = new Courier(app.deps);
    await courier.deliverDue();
    receiver.answers(() => ({ status: 410 }));
    app.clock.advance(5_000);
    await courier.deliverDue();
    const later = await app.as('admin');
    const [delivery] = (await later.get(`/api/webhooks/${id}/deliveries`)).body.items;
    await later.put(`/api/webhooks/${id}`, { ...asked, active: true });
    await later.post(`/api/webhooks/${id}/deliveries/${delivery.id}/redeliver`);
    await later.post(`/api/webhooks/${id}/rotate`, { hours: 1 });
    await later.post(`/api/webhooks/${id}/test`);
    await later.delete(`/api/webhooks/${id}`);
  };
}

/** A town at work, and what comes over it. */
async function live(): Promise<void> {
  const [desk, mediator, admin] = await Promise.all(['desk', 'liuzhiqiang', 'admin'].map((who) => app.as(who)));
  const tell = await tellOthers();
  const { id } = await register(desk!, drainage, 'scale-lint-1');
  const { payload, headers } = multipart([{ name: 'a.png', content: png }]);
  await app.inject({
    method: 'POST',
    url: `/api/cases/${id}/attachments`,
    headers: { ...desk!.headers, ...headers },
    payload,
  });
  await app.drain();
  const { parties } = (await desk!.get(`/api/cases/${id}`)).body;
  await desk!.post(`/api/cases/${id}/parties/${parties[0].id}/reveal`, { reason: '电话通知到场' });
  await complete(mediator!, id, '征求意愿', {
    willingness: {
      parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })),
      note: '愿意',
    },
  });
  await complete(mediator!, id, '就地调解', {
    record: {
      result: 'agreed',
      place: '村委会',
      present: ['双方'],
      process: '双方到场说明情况，查看了现场，同意共同清理水沟并恢复排水。',
    },
    agreementKind: 'oral',
  });
  const { order } = await issueOrder(app);
  await mediator!.post(`/api/orders/${order}/links`, {});
  const { id: other } = await register(desk!, { ...wages, facts: { people: 2 } });
  await app.drain();
  await desk!.post(`/api/cases/${other}/withdraw`, { reason: '双方已和解' });
  await desk!.post(`/api/cases/${id}/links`, { of: other, verb: 'link' });
  await app.inject({ method: 'POST', url: '/api/session', payload: { login: 'hemin', password: 'wrong' } });

  app.clock.advance('P9D');
  await app.drain();
  await fireAlarms(app.deps);
  const client = await app.deps.pool.connect();
  await quarantine(client, { reason: 'recovery', asOf: null }, app.clock.now()).finally(() => client.release());
  await (await app.as('admin')).post('/api/mails/hold/release', { mails: 'send' });
  const smtp = await startSmtp();
  const transport = smtpTransport({ smtpUrl: smtp.url, publicUrl: 'https://onedoor.example' });
  await new Mailer(app.deps, { transport, settled: afterDelivery(app.deps) }).deliverDue();
  await smtp.close();
  await admin!.get('/api/procedures');
  await tell();
}

test('every statement that the product writes or locks by binds one town for each table', async () => {
  await live();
  const relations = await townRelations(app.deps.pool);
  // Moving rows into a new month's partition is upkeep under a lock of the whole table, not the work of a town.
  const statements = [...seen].filter((text) => writes(text) && !text.includes('history_default'));
  expect(statements.length).toBeGreaterThan(60);
  const wrong: Record<string, string[]> = {};
  for (const text of statements) {
    const found = [...(await unbound(app.deps.pool, text, relations)), ...(await breaches(text, relations))];
    if (found.length > 0) wrong[text] = found;
  }
  expect(wrong).toEqual({});
}, 240_000);
