import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { type IssuedOrder, issueOrder, openPage } from '../../support/orders.ts';

let app: TestApp;
let issued: IssuedOrder;
beforeAll(async () => {
  app = await buildTestApp();
  issued = await issueOrder(app);
});
afterAll(() => app.close());

test('without a mail server the letter waits, and opens exactly as the department would see it', async () => {
  const desk = await app.as('desk');
  const { body } = await desk.get('/api/mails');
  expect(body).toMatchObject({ smtp: false, next: null });
  expect(body.items).toEqual([
    {
      id: expect.any(String),
      to: '周文华 <renshe@kaiping.example>',
      subject: '【交办单】JB2026-0001 请于11月24日（周二）17:30前签收：请派员到场协调欠薪纠纷',
      kind: 'order',
      status: 'waiting',
      attempts: 0,
      created: '2026-11-23T09:00:00+08:00',
      sent: null,
      error: null,
      caseId: issued.caseId,
      orderId: issued.order,
    },
  ]);
  const mail = (await desk.get(`/api/mails/${body.items[0].id}`)).body;
  expect(mail.text).toContain(`http://localhost${issued.path}`);
  const page = await desk.get(`/api/mails/${body.items[0].id}/html`);
  expect(page.text).toBe(mail.html);
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-store',
  });
  expect(page.headers['content-security-policy']).toMatch(/^sandbox /);
  // Styles stand on the elements, because mail readers drop style sheets.
  expect(mail.html).toMatch(/<a href="http:\/\/localhost\/o\/[^"]+" style="[^"]*background: #1f5fbf/);
  expect((await openPage(app, issued.path)).status).toBe(200);
});

test('a letter never names a party', async () => {
  const { body } = await (await app.as('desk')).get('/api/mails');
  const mail = await (await app.as('desk')).get(`/api/mails/${body.items[0].id}`);
  expect(mail.text).not.toMatch(/孙志远|13800003333/);
});

test('opening a letter is logged; auditors, administrators and other towns have no outbox', async () => {
  const { body } = await (await app.as('desk')).get('/api/mails');
  const path = `/api/mails/${body.items[0].id}`;
  for (const role of ['auditor', 'admin']) expect((await (await app.as(role)).get(path)).status).toBe(403);
  const stranger = await app.as('other-director');
  expect([(await stranger.get(path)).status, (await stranger.get('/api/mails')).body.items]).toEqual([404, []]);
  const audit = (await (await app.as('auditor')).get('/api/audit')).body.items;
  expect(
    audit.some(
      ({ action, object }: { action: string; object: string }) => action === 'mail.read' && object === body.items[0].id,
    ),
  ).toBe(true);
});

test('the list is paged by its cursor', async () => {
  const director = await app.as('director');
  for (let again = 0; again < 52; again++) await director.post(`/api/orders/${issued.order}/links`, {});
  const first = (await director.get('/api/mails')).body;
  const second = (await director.get(`/api/mails?cursor=${first.next}`)).body;
  const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
  expect([first.items.length, second.items.length, new Set(ids).size, second.next]).toEqual([50, 3, 53, null]);
  expect((await director.get('/api/mails?status=failed')).body.items).toEqual([]);
});
