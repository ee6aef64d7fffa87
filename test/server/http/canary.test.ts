import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { complete, drainage, register } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';

/** Told by somebody and found nowhere but sealed, or in the answer to who may see it. */
const canary = {
  name: '金丝雀',
  phone: '13912340987',
  idNumber: '440783196512310999',
  place: '金鸡巷九十九号',
  story: '金丝雀先生诉说邻居把雨水引到他家厨房里来了',
  record: '金丝雀在现场说的每一句话都不该出现在日志里',
  password: 'Canary-Password-1',
};
const traces = [...Object.values(canary), '金丝雀', '金鸡巷'];

let app: TestApp;
let desk: Client;
let mediator: Client;
beforeAll(async () => {
  app = await buildTestApp();
  [desk, mediator] = await Promise.all([app.as('desk'), app.as('mediator')]);
});
afterAll(() => app.close());

test('no line of the log holds what a party told, whatever goes well or wrong', async () => {
  const input = {
    ...drainage,
    ...{ place: canary.place, story: canary.story },
    parties: [
      { ...drainage.parties[0]!, name: canary.name, phone: canary.phone, idNumber: canary.idNumber },
      drainage.parties[1]!,
    ],
  };
  const { id } = await register(desk, input);
  await app.drain();
  const { parties } = (await desk.get(`/api/cases/${id}`)).body;
  await desk.post(`/api/cases/${id}/parties/${parties[0].id}/reveal`, { reason: canary.record });
  await complete(mediator, id, '征求意愿', {
    willingness: {
      parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })),
      note: canary.record,
    },
  });
  await complete(mediator, id, '就地调解', {
    record: { result: 'agreed', place: canary.place, present: [canary.name], process: canary.record },
    agreementKind: 'oral',
  });
  await app.drain();

  // Wrong in every way that a person can be.
  await desk.post('/api/cases', {
    ...input,
    idNumber: canary.idNumber,
    parties: [{ ...input.parties[0], phone: canary.story }],
  });
  await desk.get(`/api/cases?q=${encodeURIComponent(canary.name)}`);
  await desk.get(`/api/cases/${encodeURIComponent(canary.name)}`);
  await mediator.post(`/api/tasks/${canary.phone}/complete`, { data: { [canary.name]: canary.story } });
  await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: canary.phone, password: canary.password },
  });
  await app.inject({
    method: 'POST',
    url: '/api/cases',
    headers: { ...desk.headers, 'content-type': 'application/json' },
    payload: `{"story": "${canary.story}`,
  });
  await app.inject({ url: `/${encodeURIComponent(canary.name)}?phone=${canary.phone}` });

  // And a fault of ours, in the middle of it: the database refuses the row that holds it.
  await app.deps.pool.query("alter table party add constraint broken check (side <> 'claimant') not valid");
  const failed = await desk.post('/api/cases', input);
  await app.deps.pool.query('alter table party drop constraint broken');
  expect(failed).toMatchObject({
    status: 500,
    body: {
      code: 'internal',
      number: expect.stringMatching(/^[\dA-F]{4}-[\dA-F]{4}$/),
      detail: expect.stringContaining('错误编号'),
    },
  });
  expect(failed.text).not.toMatch(/party|constraint|claimant|at /);

  expect(app.log.some((line) => line.includes(failed.body.number))).toBe(true);
  expect(app.log.length).toBeGreaterThan(15);
  for (const trace of traces) expect(app.log.filter((line) => line.includes(trace))).toEqual([]);
});

test('no error repeats what it was told, and no figure holds it', async () => {
  const told = { [canary.name]: canary.story, name: canary.name, phone: canary.phone };
  const answers = await Promise.all([
    desk.post('/api/cases', { ...drainage, ...told }),
    desk.post('/api/cases', { ...drainage, village: canary.idNumber }),
    desk.post('/api/cases', { ...drainage, parties: [{ side: canary.name }] }),
    desk.get(`/api/cases/${encodeURIComponent(canary.name)}`),
    desk.get(`/api/cases?cursor=${encodeURIComponent(canary.story)}`),
    mediator.post(`/api/tasks/${canary.phone}/complete`, { data: told }),
    desk.post(`/api/attachments/${canary.idNumber}`, told),
    app.inject({ method: 'POST', url: '/api/session', payload: { login: canary.phone, password: canary.password } }),
    app.inject({ url: `/o/${canary.phone}-${encodeURIComponent(canary.place)}` }),
    app.inject({ url: `/${encodeURIComponent(canary.name)}?phone=${canary.phone}` }),
  ]);
  expect(answers.filter(({ status }) => status < 400)).toEqual([]);
  const metrics = await app.inject({ url: '/metrics' });
  expect([metrics.status, metrics.text.includes('onedoor_http_request_duration_seconds_count')]).toEqual([200, true]);
  const text = [...answers, metrics].map((answer) => answer.text).join('\n');
  expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
  expect(traces.filter((trace) => app.log.some((line) => line.includes(trace)))).toEqual([]);
});

test('nor does the audit log, but for the reason of a reveal; nor do process variables', async () => {
  const audit = await app.deps.database
    .selectFrom('audit_entry')
    .selectAll()
    .where('town_id', '=', home)
    .where('action', '!=', 'case.reveal')
    .execute();
  const instances = await app.deps.database.selectFrom('instance').selectAll().execute();
  const history = await app.deps.database.selectFrom('history').selectAll().execute();
  const text = JSON.stringify([audit, instances, history]);
  expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
});
