import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { elsewhere } from '../../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());

test('the front door speaks of the one centre, and of none where several towns share a server', async () => {
  const ask = async () => (await app.inject({ url: '/api/front-door' })).body;
  expect(await ask()).toEqual({ centre: null, dutyPhone: null, hours: null });
  await app.deps.database.deleteFrom('town').where('town_id', '=', elsewhere).execute();
  expect(await ask()).toEqual({
    centre: '苍城镇综治中心',
    dutyPhone: '0750-0000000',
    hours: '周一至周五 8:30–12:00、14:30–17:30',
  });
});
