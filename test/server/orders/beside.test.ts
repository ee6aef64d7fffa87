import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, drainage, register } from '../../support/cases.ts';
import { orderForm } from '../../support/orders.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

test('an order sent beside the lifecycle leaves the case in its stage', async () => {
  const { id } = await register(await app.as('desk'), drainage);
  await app.drain();
  const mediator = await app.as('liuzhiqiang');
  const stage = async () => (await mediator.get(`/api/cases/${id}`)).body.stage;
  expect(await stage()).toBe('处置');
  const { body } = await mediator.post(`/api/cases/${id}/orders`);
  await mediator.post(`/api/tasks/${body.task}/complete`, { data: { order: orderForm } });
  await complete(await app.as('leader'), id, '镇领导审批', { approval: { approved: true, opinion: '同意' } });
  await app.drain();
  expect(await stage()).toBe('处置');
});
