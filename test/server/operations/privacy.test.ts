import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, drainage, register } from '../../support/cases.ts';

/** What a party told; an administrator of procedures has no right to it. */
const canary = {
  name: '金丝雀',
  phone: '13912340987',
  idNumber: '440783196512310999',
  place: '金鸡巷九十九号',
  story: '金丝雀先生诉说邻居把雨水引到他家厨房里来了',
  record: '金丝雀在现场说的每一句话',
};
const traces = new RegExp([...Object.values(canary), '金鸡巷', '13800002222', '钱大力'].join('|'));

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

test('nothing that anybody told appears in what administrators see of a case that runs', async () => {
  const [desk, mediator, admin] = await Promise.all(['desk', 'mediator', 'admin'].map((who) => app.as(who)));
  const { id, number } = await register(desk!, {
    ...drainage,
    ...{ place: canary.place, story: canary.story, title: `${canary.name}家进水` },
    parties: [
      { ...drainage.parties[0]!, name: canary.name, phone: canary.phone, idNumber: canary.idNumber },
      drainage.parties[1]!,
    ],
  });
  await app.drain();
  const { parties } = (await desk!.get(`/api/cases/${id}`)).body;
  await complete(mediator!, id, '征求意愿', {
    willingness: {
      parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })),
      note: canary.record,
    },
  });
  const [task] = (await mediator!.get(`/api/cases/${id}`)).body.tasks.filter(
    (one: { status: string }) => one.status === 'open',
  );
  const { body: people } = await desk!.get('/api/people');
  const other = people.find((one: { name: string }) => one.name === '黄丽');
  await mediator!.post(`/api/tasks/${task.id}/claim`);
  await mediator!.post(`/api/tasks/${task.id}/transfer`, { user: other.id, reason: canary.record });
  await desk!.post(`/api/cases/${id}/withdraw`, { reason: canary.record });
  await app.drain();

  const instance = `/api/operations/instances/${id}`;
  const { rev } = (await admin!.get(instance)).body;
  const seen = [];
  for (const url of [
    ...['/api/operations/overview', '/api/operations/instances', '/api/operations/incidents', '/api/operations/tasks'],
    ...['/api/operations/export?format=csv', '/api/operations/export?format=jsonl', instance],
    ...[`${instance}/history?limit=200`, `${instance}/diagram`],
    ...Array.from({ length: rev }, (_, at) => `${instance}/replay?rev=${at + 1}`),
  ]) {
    const { status, text } = await admin!.get(url);
    expect([url, status]).toEqual([url, 200]);
    expect([url, traces.exec(text)?.[0]]).toEqual([url, undefined]);
    seen.push(text);
  }
  // It was the right case that nothing was found in.
  expect(seen.filter((text) => text.includes(number)).length).toBeGreaterThanOrEqual(4);
  expect((await admin!.get(`/api/cases/${id}`)).status).toBe(403);
});
