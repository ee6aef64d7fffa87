import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendNotice } from '../../../server/notices/send.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { elsewhere, home, personOf } from '../../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());

const send = (to: string, cause: string, town = home) =>
  app.deps.database
    .transaction()
    .execute((trx) => sendNotice(trx, town, { to, text: '有一件事', cause }, app.clock.now()));
const unread = async (who: string, town = home) => (await (await app.as(who, town)).get('/api/notices')).body.unread;

test('a role reaches everybody of it in the town, an id one person, once for one cause', async () => {
  expect([
    await send('mediator', 'a'),
    await send('mediator', 'a'),
    await send(personOf('huangli').id, 'b'),
    await send('nobody', 'c'),
  ]).toEqual([2, 2, 1, 0]);
  expect([
    await unread('liuzhiqiang'),
    await unread('huangli'),
    await unread('desk'),
    await unread('mediator', elsewhere),
  ]).toEqual([1, 2, 0, 0]);
});

test('read is read, by its own reader only', async () => {
  const [liu, huang] = [await app.as('liuzhiqiang'), await app.as('huangli')];
  const [notice] = (await liu.get('/api/notices')).body.items;
  expect(notice).toEqual({
    id: expect.any(String),
    at: '2026-11-23T09:00:00+08:00',
    text: '有一件事',
    caseId: null,
    read: false,
  });
  expect((await huang.post(`/api/notices/${notice.id}/read`)).status).toBe(404);
  expect((await liu.post(`/api/notices/${notice.id}/read`)).status).toBe(204);
  expect((await liu.get('/api/notices')).body).toMatchObject({ unread: 0, items: [{ id: notice.id, read: true }] });
  expect((await liu.post('/api/notices/x/read')).status).toBe(404);
});
