import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Courier } from '../../../server/webhooks/courier.ts';
import { claimDeliveries } from '../../../server/webhooks/queries.ts';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';
import { issueOrder, newestLink, sendForm } from '../../support/orders.ts';
import { deployProbe, finish, startProbe } from '../operations/probe.ts';
import { openReceiver, type Received, signature } from './receiver.ts';

let receiver: Awaited<ReturnType<typeof openReceiver>>;
let app: TestApp;
let admin: Client;
let courier: Courier;
beforeAll(async () => {
  receiver = await openReceiver();
  app = await buildTestApp({ settings: { webhookAllow: [receiver.origin] } });
  admin = await app.as('admin');
  await deployProbe(app, 1);
  courier = new Courier(app.deps);
}, 240_000);
afterAll(async () => {
  await courier.stop();
  await app.close();
  await receiver.close();
});

beforeEach(async () => {
  await app.deps.database.deleteFrom('webhook_delivery').execute();
  await app.deps.database.deleteFrom('webhook').execute();
  receiver.take();
  receiver.answers(() => ({ status: 204 }));
  // The clock runs over the end of a session.
  admin = await app.as('admin');
});

let serial = 0;
const key = () => ({ 'idempotency-key': `webhooks-${++serial}` });
const register1 = async (kinds: string[], client = admin): Promise<{ id: string; secret: string }> => {
  const body = { name: '政务平台', url: `${receiver.origin}/hook`, kinds };
  const { status, body: answer, text } = await client.post('/api/webhooks', body, key());
  if (status !== 201) throw new Error(text);
  return answer;
};
const webhooks = async () => (await admin.get('/api/webhooks')).body.items;
const deliveries = async (id: string) => (await admin.get(`/api/webhooks/${id}/deliveries`)).body.items;
const told = (all: readonly Received[]) => all.map(({ body }) => body.type);

test('an endpoint is registered; its secret is seen once and kept sealed', async () => {
  const headers = key();
  const asked = { name: '政务平台', url: `${receiver.origin}/hook`, kinds: ['case.registered'] };
  const first = await admin.post('/api/webhooks', asked, headers);
  expect(first).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/) } });
  expect((await admin.post('/api/webhooks', asked, headers)).body).toEqual(first.body);
  const list = await admin.get('/api/webhooks');
  expect(list.body.items).toEqual([
    {
      ...{ id: first.body.id, ...asked, status: 'active', reason: null, created: '2026-11-23T09:00:00+08:00' },
      ...{ rotatesUntil: null, lastSent: null, waiting: 0, failed: 0 },
    },
  ]);
  expect(list.body.kinds).toHaveLength(12);
  const row = await app.deps.database.selectFrom('webhook').selectAll().executeTakeFirstOrThrow();
  const secret = first.body.secret.slice('whsec_'.length);
  expect(row.secret_enc.includes(Buffer.from(secret, 'base64'))).toBe(false);
  expect(row.secret_enc.toString('latin1')).not.toContain(secret);
  const other = await app.as('admin', elsewhere);
  expect((await other.get('/api/webhooks')).body.items).toEqual([]);
  for (const act of ['rotate', 'test'])
    expect(
      (await other.post(`/api/webhooks/${first.body.id}/${act}`, act === 'rotate' ? { hours: 0 } : undefined)).status,
    ).toBe(404);
  expect((await other.delete(`/api/webhooks/${first.body.id}`)).status).toBe(404);
  expect((await other.get(`/api/webhooks/${first.body.id}/deliveries`)).status).toBe(404);
  for (const url of ['http://example.com/', 'https://127.0.0.1/', 'https://[::1]/x', 'https://169.254.169.254/'])
    expect(await admin.post('/api/webhooks', { ...asked, url }, key())).toMatchObject({
      status: 422,
      body: { code: 'webhook-address', field: '/url' },
    });
});

test('what happens to a case is told in order, signed, without personal data, and only to its town', async () => {
  const { id, secret } = await register1([
    ...['case.registered', 'stage.changed', 'task.created', 'task.completed', 'instance.started'],
  ]);
  await register1(['case.registered'], await app.as('admin', elsewhere));
  const filed = await register(await app.as('desk'), drainage);
  await app.drain();
  const before = app.clock.now();
  await courier.deliverDue();
  const got = receiver.take();
  // In order within an instance; different ones go side by side.
  const own = got.filter(({ body }) => body.data.instance === filed.id);
  expect(told(own).slice(0, 2)).toEqual(['case.registered', 'instance.started']);
  expect(told(got)).toContain('task.created');
  expect(told(got)).toContain('stage.changed');
  expect(own[0]!.body).toEqual({
    type: 'case.registered',
    timestamp: '2026-11-23T09:00:00+08:00',
    data: {
      ...{ town: home, case: { id: filed.id, number: filed.number }, instance: filed.id },
      ...{ process: 'case-lifecycle', version: 1 },
    },
  });
  for (const one of got) {
    expect(one.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'webhook-timestamp': String(before.getTime() / 1000),
      'webhook-signature': signature(secret, one),
    });
    expect(one.text).not.toMatch(/赵小明|钱大力|13800001111|440783198001011234|倒灌|何敏/);
  }
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(got.length);
  expect(await deliveries(id)).toHaveLength(got.length);
  expect(await webhooks()).toMatchObject([{ lastSent: '2026-11-23T09:00:00+08:00', waiting: 0, failed: 0 }]);
  expect(await courier.deliverDue()).toBe(0);
});

test('incidents, their end and the end of an instance are told', async () => {
  await register1([
    'task.completed',
    'incident.raised',
    'incident.resolved',
    'instance.completed',
    'instance.cancelled',
  ]);
  const { id: user } = await app.as('mediator');
  const instance = await startProbe(app, { amount: -1 });
  await finish(app, instance, 'check', user);
  const [incident] = (await admin.get(`/api/operations/instances/${instance}`)).body.incidentList;
  const retry = `/api/operations/instances/${instance}/incidents/${incident.incident}/retry`;
  await admin.post(retry, { variables: { amount: 1 } }, key());
  const other = await startProbe(app, { amount: 1 });
  await admin.post(`/api/operations/instances/${other}/cancel`, { reason: '重复' }, key());
  await courier.deliverDue();
  const got = receiver.take().filter(({ body }) => body.data.instance === instance);
  expect(got.map(({ body: { type, data } }) => [type, data.step?.name, data.incident?.code])).toEqual([
    ['task.completed', '核对材料', undefined],
    ['incident.raised', '金额大小', 'no-condition'],
    ['incident.resolved', '金额大小', undefined],
    ['instance.completed', undefined, undefined],
  ]);
});

test('an order is told when it goes out, is signed and answered', async () => {
  const { secret } = await register1(['order.issued', 'order.signed', 'order.answered']);
  const { order, path, caseId } = await issueOrder(app);
  await sendForm(app, path, 'sign', { name: '周文华', tail: '9023' });
  await app.drain();
  const report = { outcome: 'done', who: '周文华', when: '今天 9:00', text: '厂方已当场付清两个月工资。' };
  await sendForm(app, await newestLink(app, order), 'report', report);
  await app.drain();
  await courier.deliverDue();
  const got = receiver.take();
  expect(got.map(({ body: { type, data } }) => [type, data.order, data.case?.id])).toEqual([
    ['order.issued', order, caseId],
    ['order.signed', order, caseId],
    ['order.answered', order, caseId],
  ]);
  for (const one of got) {
    expect(one.headers['webhook-signature']).toBe(signature(secret, one));
    expect(one.text).not.toMatch(/周文华|9023|孙志远/);
  }
});

test('a command that is refused tells nothing', async () => {
  await register1(['task.completed']);
  const instance = await startProbe(app, { amount: 1 });
  const { id: user } = await app.as('mediator');
  const refusing = { actor: { kind: 'user', id: user } as const, companion: () => Promise.reject(new Error('no')) };
  const ref = { town: home, instance };
  const task = await app.deps.database
    .selectFrom('task')
    .select('task_no')
    .where('instance_id', '=', instance)
    .executeTakeFirstOrThrow();
  await expect(
    app.deps.engine.execute(ref, { type: 'task.complete', task: task.task_no, user }, refusing),
  ).rejects.toThrow();
  expect(await app.deps.database.selectFrom('webhook_delivery').selectAll().execute()).toEqual([]);
});

describe('an endpoint that fails', () => {
  const attempts = async (id: string) =>
    (await deliveries(id)).map(({ kind, status, attempts, next, answer, error }: Record<string, unknown>) => ({
      ...{ kind, status, attempts, next, answer, error },
    }));

  test('is tried again later under the same id, and what comes after in the instance waits for it', async () => {
    const { id } = await register1(['instance.started', 'task.completed']);
    receiver.answers(() => ({ status: 500 }));
    const instance = await startProbe(app, { amount: 1 });
    await finish(app, instance, 'check', (await app.as('mediator')).id);
    expect(await courier.deliverDue()).toBe(1);
    const [first] = receiver.take();
    const now = app.clock.now();
    const next = new Date(now.getTime() + 5_000 + 8 * 3_600_000).toISOString().replace('.000Z', '+08:00');
    expect(await attempts(id)).toEqual([
      {
        ...{ kind: 'task.completed', status: 'waiting', attempts: 0, answer: null, error: null },
        next: expect.any(String),
      },
      { kind: 'instance.started', status: 'waiting', attempts: 1, next, answer: 500, error: '对方没有收下（500）' },
    ]);
    expect(await courier.deliverDue()).toBe(0);
    app.clock.advance(5_000);
    receiver.answers(() => ({ status: 200 }));
    expect(await courier.deliverDue()).toBe(2);
    const later = receiver.take();
    expect(told(later)).toEqual(['instance.started', 'task.completed']);
    expect(later[0]!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(later[0]!.headers['webhook-timestamp']).not.toBe(first!.headers['webhook-timestamp']);
  });

  test('is given up after eight attempts in three days, then disabled and told; it can be taken up again', async () => {
    const { id } = await register1(['instance.started']);
    receiver.answers(() => ({ status: 302, headers: { location: `${receiver.origin}/elsewhere` } }));
    const begun = app.clock.now().getTime();
    await startProbe(app, { amount: 1 });
    for (let round = 0; round < 8; round++) {
      await courier.deliverDue();
      admin = await app.as('admin');
      const [one] = await deliveries(id);
      if (one.next) app.clock.set(one.next);
    }
    const got = receiver.take();
    expect([got.length, new Set(got.map(({ headers }) => headers['webhook-id'])).size]).toEqual([8, 1]);
    expect(got.map(({ path }) => path)).toEqual(Array(8).fill('/hook'));
    expect(app.clock.now().getTime() - begun).toBeLessThanOrEqual(72 * 3_600_000);
    expect(await attempts(id)).toEqual([
      {
        ...{ kind: 'instance.started', status: 'failed', attempts: 8, next: null, answer: 302 },
        error: '对方要求转到别处（302），不予跟随',
      },
    ]);
    expect(await webhooks()).toMatchObject([{ status: 'disabled', reason: '连续三天没有送达', failed: 1 }]);
    const notices = (await admin.get('/api/notices')).body;
    expect(JSON.stringify(notices)).toContain('对外通知“政务平台”已停用：连续三天没有送达');
    await startProbe(app, { amount: 1 });
    expect(await deliveries(id)).toHaveLength(1);

    receiver.answers(() => ({ status: 200 }));
    const [{ name, url, kinds }] = await webhooks();
    await admin.put(`/api/webhooks/${id}`, { name, url, kinds, active: true });
    const [delivery] = await deliveries(id);
    expect((await admin.post(`/api/webhooks/${id}/deliveries/${delivery.id}/redeliver`, undefined, key())).status).toBe(
      204,
    );
    await courier.deliverDue();
    const [again] = receiver.take();
    expect(again!.headers['webhook-id']).toBe(delivery.id);
    expect(await webhooks()).toMatchObject([{ status: 'active', reason: null, failed: 0 }]);
  });

  test('is disabled after too many failures in a row, however short the time; the administrators hear it once', async () => {
    await register1(['instance.started']);
    receiver.answers(() => ({ status: 503 }));
    const now = app.clock.now();
    await app.deps.database.updateTable('webhook').set({ failures: 197, last_sent_at: now }).execute();
    for (let n = 0; n < 5; n++) await startProbe(app, { amount: 1 });
    expect(await courier.deliverDue()).toBe(5);
    expect(await webhooks()).toMatchObject([{ status: 'disabled', reason: '连续 200 次没有送达', waiting: 5 }]);
    const told = await app.deps.database
      .selectFrom('notice')
      .select('text')
      .where('text', 'like', '%200 次%')
      .execute();
    expect(told).toEqual([{ text: '对外通知“政务平台”已停用：连续 200 次没有送达' }]);
    expect(await courier.deliverDue()).toBe(0);
  });

  test('is disabled at once when it says that it is gone', async () => {
    const { id } = await register1(['instance.started']);
    receiver.answers(() => ({ status: 410 }));
    await startProbe(app, { amount: 1 });
    await courier.deliverDue();
    expect(await webhooks()).toMatchObject([{ status: 'disabled', reason: '对方答复不再接收（410）' }]);
    expect(await attempts(id)).toMatchObject([{ status: 'failed', attempts: 1, answer: 410 }]);
  });

  test('whose system is away is tried again', async () => {
    const { id } = await register1(['instance.started']);
    await app.deps.database.updateTable('webhook').set({ url: 'https://127.0.0.1:1/' }).execute();
    await startProbe(app, { amount: 1 });
    await courier.deliverDue();
    expect(await attempts(id)).toMatchObject([{ status: 'waiting', attempts: 1, error: '地址指向内部网络，已拦下' }]);
  });
});

test('while the secret is changed over both sign, then only the new one', async () => {
  const { id, secret } = await register1(['instance.started']);
  const { body } = await admin.post(`/api/webhooks/${id}/rotate`, { hours: 24 }, key());
  expect(body.secret).not.toBe(secret);
  await admin.post(`/api/webhooks/${id}/test`, undefined, key());
  await courier.deliverDue();
  const [both] = receiver.take();
  expect(both!.body).toMatchObject({ type: 'ping', data: { town: home } });
  expect(both!.headers['webhook-signature']).toBe(`${signature(body.secret, both!)} ${signature(secret, both!)}`);
  app.clock.advance('PT24H');
  admin = await app.as('admin');
  await admin.post(`/api/webhooks/${id}/test`, undefined, key());
  await courier.deliverDue();
  const [one] = receiver.take();
  expect(one!.headers['webhook-signature']).toBe(signature(body.secret, one!));
  expect(await webhooks()).toMatchObject([{ rotatesUntil: null }]);
});

test('several senders send each once; what a dead one held is sent under the same id after its lease', async () => {
  const { id } = await register1(['instance.started']);
  for (let n = 0; n < 12; n++) await startProbe(app, { amount: 1 });
  const others = [new Courier(app.deps), new Courier(app.deps)];
  await Promise.all([courier, ...others].map((one) => one.deliverDue()));
  const ids = receiver.take().map(({ headers }) => headers['webhook-id']);
  expect([ids.length, new Set(ids).size]).toEqual([12, 12]);

  await startProbe(app, { amount: 1 });
  const now = app.clock.now();
  const until = new Date(now.getTime() + 60_000);
  const [held] = await claimDeliveries(app.deps.database, home, id, now, until, 5);
  expect(await courier.deliverDue()).toBe(0);
  app.clock.advance(60_001);
  expect(await courier.deliverDue()).toBe(1);
  expect(receiver.take().map(({ headers }) => headers['webhook-id'])).toEqual([held!.delivery_id]);
});

test('a sender in the background that is stopped breaks off, and the delivery is made again under its id', async () => {
  const { id } = await register1(['instance.started']);
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  receiver.answers(() => void resolve());
  await startProbe(app, { amount: 1 });
  const background = new Courier(app.deps);
  background.start();
  await arrived;
  await background.stop();
  expect(await deliveries(id)).toMatchObject([{ status: 'waiting', attempts: 1, answer: null, error: null }]);
  expect(await webhooks()).toMatchObject([{ status: 'active' }]);
  receiver.answers(() => ({ status: 204 }));
  expect(await courier.deliverDue()).toBe(1);
  const got = receiver.take().map(({ headers }) => headers['webhook-id']);
  expect([got.length, new Set(got).size]).toEqual([2, 1]);
});

test('nothing leaves the house while a town is on hold, and nothing is told of one that is switched off', async () => {
  const { id } = await register1(['instance.started']);
  await startProbe(app, { amount: 1 });
  const hold = { town_id: home, since: app.clock.now(), reason: 'restore' as const, as_of: null };
  await app.deps.database.insertInto('outgoing_hold').values(hold).execute();
  expect(await courier.deliverDue()).toBe(0);
  await app.deps.database.deleteFrom('outgoing_hold').execute();
  expect(await courier.deliverDue()).toBe(1);
  const [{ name, url, kinds }] = await webhooks();
  expect((await admin.put(`/api/webhooks/${id}`, { name, url, kinds, active: false })).status).toBe(204);
  await startProbe(app, { amount: 1 });
  expect(await deliveries(id)).toHaveLength(1);
  expect((await admin.delete(`/api/webhooks/${id}`)).status).toBe(204);
  expect([await webhooks(), (await admin.get(`/api/webhooks/${id}/deliveries`)).status]).toEqual([[], 404]);
});

test('every act on an endpoint is in the log', async () => {
  const entries = await app.deps.database
    .selectFrom('audit_entry')
    .select('action')
    .distinct()
    .where('action', 'like', 'webhook.%')
    .orderBy('action')
    .execute();
  expect(entries.map(({ action }) => action)).toEqual(
    ['change', 'create', 'delete', 'redeliver', 'rotate', 'test'].map((act) => `webhook.${act}`),
  );
});
