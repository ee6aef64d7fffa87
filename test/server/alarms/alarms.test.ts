import { afterAll, beforeAll, expect, test } from 'vitest';
import { fireAlarms } from '../../../server/alarms/fire.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, drainage, register } from '../../support/cases.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

const noticesOf = async (who: string) =>
  (await (await app.as(who)).get('/api/notices')).body.items.map(({ text }: { text: string }) => text);
const at = async (moment: string) => {
  app.clock.set(moment);
  await app.drain();
  return fireAlarms(app.deps);
};

test('a step that nobody does is called after, higher each time; done, it is silent', async () => {
  const { id } = await register(await app.as('desk'), drainage); // Monday 23 Nov, 9:00; limit Tuesday 17:30
  await app.drain();
  expect(await at('2026-11-24T17:31:00+08:00')).toBe(0);
  expect(await at('2026-11-25T08:30:00+08:00')).toBe(1);
  expect(await at('2026-11-25T08:31:00+08:00')).toBe(0);
  expect(await noticesOf('huangli')).toEqual(['催办：“征求意愿”已超期未办']);
  expect(await noticesOf('director')).toEqual([]);
  expect(await at('2026-11-27T08:30:00+08:00')).toBe(1);
  expect(await noticesOf('director')).toEqual(['督办：“征求意愿”已超期未办']);

  const mediator = await app.as('liuzhiqiang');
  const { body } = await mediator.get(`/api/cases/${id}`);
  const parties = body.parties.map((party: { id: string }) => ({ party: party.id, willing: true }));
  await complete(mediator, id, '征求意愿', { willingness: { parties } });
  expect(await at('2026-12-01T08:30:00+08:00')).toBe(0); // the day on which the leader would have been told
  expect((await noticesOf('leader')).filter((text: string) => text.includes('征求意愿'))).toEqual([]);
  const { body: timeline } = await (await app.as('liuzhiqiang')).get(`/api/cases/${id}/timeline`);
  expect(timeline.map(({ text }: { text: string }) => text)).toEqual(
    expect.arrayContaining(['督办：“征求意愿”已超期未办', '催办：“征求意愿”已超期未办']),
  );
});

test('two processes that fire at once say it once', async () => {
  const { id } = await register(await app.as('desk'), { ...drainage, place: '示范三村 20 号' });
  await app.drain();
  app.clock.set('2026-12-03T08:30:00+08:00');
  const fired = await Promise.all([fireAlarms(app.deps), fireAlarms(app.deps), fireAlarms(app.deps)]);
  const events = await app.deps.database
    .selectFrom('case_event')
    .select('text')
    .where('case_id', '=', id)
    .where('text', 'like', '催办%')
    .execute();
  expect([fired.reduce((sum, one) => sum + one, 0) > 0, events.length]).toEqual([true, 1]);
});
