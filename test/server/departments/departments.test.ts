import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterDepartments } from '../../../server/departments/seed.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { home } from '../../support/fixtures.ts';
import { issueOrder } from '../../support/orders.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

const renshe = async (who: string) =>
  (await (await app.as(who)).get('/api/departments')).body.find(({ id }: { id: string }) => id === 'renshe');

test('the address book: what was used lately, and how much waits there', async () => {
  expect(await renshe('mediator')).toEqual({
    id: 'renshe',
    name: '市人力资源和社会保障局',
    short: '人社局',
    email: 'renshe@kaiping.example',
    contact: '周文华',
    phone: '13800004101',
    scope: '欠薪、工伤、社保',
    recent: false,
    open: 0,
  });
  await issueOrder(app);
  expect(await renshe('mediator')).toMatchObject({ recent: true, open: 1 });
});

test('who does not work on cases sees the phone masked; the auditor and other towns see nothing', async () => {
  expect((await renshe('admin')).phone).toBe('138****4101');
  expect((await (await app.as('auditor')).get('/api/departments')).status).toBe(403);
  expect((await (await app.as('other-mediator')).get('/api/departments')).body).toEqual([]);
});

test('the phone is sealed in the database', async () => {
  const row = await app.deps.database
    .selectFrom('department')
    .selectAll()
    .where('department_id', '=', 'renshe')
    .executeTakeFirstOrThrow();
  expect(row.phone_enc.includes('13800004101')).toBe(false);
});

test('a department with a strange address cannot be entered', async () => {
  const department = {
    id: 'x',
    name: 'x',
    short: 'x',
    email: 'a@b.cn,evil@evil.com',
    contact: 'x',
    phone: '1',
    scope: 'x',
  };
  await expect(enterDepartments(app.deps.database, app.deps, home, [department])).rejects.toThrow(
    'Expected one plain mail address for department x',
  );
});
