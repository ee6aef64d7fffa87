import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { home } from '../../support/fixtures.ts';
import { deployProbe, finish, startProbe } from './probe.ts';

let app: TestApp;
let admin: Client;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
  admin = await app.as('admin');
});
afterAll(() => app.close());

let serial = 0;
const key = () => ({ 'idempotency-key': `migration-${++serial}` });
const view = async (instance: string) => (await admin.get(`/api/operations/instances/${instance}`)).body;

test('instances are taken to the next version by a plan that was edited and tried before', async () => {
  const from = await deployProbe(app, 1);
  const { id: user } = await app.as('mediator');
  const instances = [];
  for (const amount of [1, 2, 50_000]) instances.push(await startProbe(app, { amount }));
  await finish(app, instances[2]!, 'check', user);
  const to = await deployProbe(app, 2);

  const pair = `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
  const draft = (await admin.get(`/api/operations/migration?${pair}`)).body;
  expect(draft.plan).toMatchObject({ from, to, elements: { check: 'verify', approve: 'approve' } });
  const line = (element: string) => draft.lines.find((one: { element: string }) => one.element === element);
  expect(line('check')).toEqual({
    ...{ element: 'check', name: '核对材料', kind: 'userTask', to: 'verify', toName: '核对材料' },
    ...{ because: 'renamed', text: '按名称对应', timer: false },
  });
  expect(line('approve')).toMatchObject({ to: 'approve', toName: '领导审定', because: 'same', text: '同一步骤' });
  expect(line('late')).toMatchObject({ name: '核对逾期', timer: true });
  expect((await admin.get(`/api/operations/migration?from=none%401&to=${encodeURIComponent(to)}`)).status).toBe(404);

  const choice = { query: { version: from } };
  const { check: _, ...without } = draft.plan.elements;
  const refused = (
    await admin.post('/api/operations/migration/try', { plan: { ...draft.plan, elements: without }, choice })
  ).body;
  expect(refused).toMatchObject({ looked: 3, more: false, ready: 1 });
  expect(refused.refused.map(({ instance }: { instance: string }) => instance).sort()).toEqual(
    instances.slice(0, 2).sort(),
  );
  expect(refused.refused[0].problems).toContainEqual({
    ...{ code: 'unmapped', element: 'check', text: '“核对材料”：停在这一步，但没有指定新版里的去处' },
  });
  const ready = (await admin.post('/api/operations/migration/try', { plan: draft.plan, choice })).body;
  expect(ready).toEqual({ looked: 3, more: false, ready: 3, refused: [] });
  expect(await view(instances[0]!)).toMatchObject({ key: from });

  const order = { kind: 'migrate', reason: '换到新版', choice, plan: draft.plan };
  const { id } = (await admin.post('/api/operations/bulks', order, key())).body;
  await app.drain();
  expect((await admin.get(`/api/operations/bulks/${id}`)).body).toMatchObject({
    ...{ kind: 'migrate', status: 'done', total: 3, done: 3, failed: 0 },
  });
  expect(await view(instances[0]!)).toMatchObject({ key: to, stands: [{ element: 'verify', name: '核对材料' }] });
  expect(await view(instances[2]!)).toMatchObject({ key: to, stands: [{ element: 'approve', name: '领导审定' }] });
  const history = (await admin.get(`/api/operations/instances/${instances[2]}/history`)).body.items;
  expect(history.at(-1)).toMatchObject({
    ...{ who: '周明', what: '迁移到另一版' },
    lines: [{ text: '由第 1 版迁移到第 2 版：换到新版' }],
  });
  const diagrams = (await admin.get(`/api/operations/instances/${instances[2]}/diagram`)).body;
  expect(
    diagrams.map(({ version, elements }: { version: number; elements: Record<string, { state: string }> }) => [
      version,
      Object.fromEntries(Object.entries(elements).map(([element, { state }]) => [element, state])),
    ]),
  ).toEqual([
    [2, { approve: 'now' }],
    [1, { begin: 'done', check: 'done', size: 'done', approve: 'done' }],
  ]);
  const before = (await admin.get(`/api/operations/instances/${instances[2]}/replay?rev=2`)).body;
  expect(before.diagrams[0]).toMatchObject({ version: 1, elements: { approve: { state: 'now' } } });

  // Again: they have moved on, and the failures say why.
  const named = { ...order, choice: { instances: instances.slice(0, 1) } };
  const again = (await admin.post('/api/operations/bulks', named, key())).body;
  await app.drain();
  const failures = (await admin.get(`/api/operations/bulks/${again.id}/failures`)).body;
  expect(failures).toEqual({
    items: [
      {
        instance: instances[0],
        number: null,
        code: 'conflict',
        text: '不能按这个方案迁移，请先试迁移，按提示补全对应的步骤',
      },
    ],
    next: null,
  });
});

test('a version is tagged and rests; of what people did the log tells', async () => {
  const path = '/api/procedures/probe';
  await admin.put(`${path}/versions/2/tag`, { tag: '稳定' });
  expect((await admin.post(`${path}/versions/2/suspend`, undefined, key())).status).toBe(204);
  const versions = (await admin.get(path)).body.versions;
  expect(versions.map(({ version, tag, active }: Record<string, unknown>) => [version, tag, active])).toEqual([
    [2, '稳定', false],
    [1, null, true],
  ]);
  await expect(startProbe(app, { amount: 1 })).rejects.toMatchObject({ code: 'conflict' });
  expect((await admin.post(`${path}/versions/2/resume`, undefined, key())).status).toBe(204);
  await startProbe(app, { amount: 1 });
  expect((await admin.post(`${path}/versions/9/suspend`)).status).toBe(404);
  const entries = await app.deps.database
    .selectFrom('audit_entry')
    .select(['action', 'object', 'details'])
    .where('town_id', '=', home)
    .where('action', 'like', 'procedure.%')
    .orderBy('seq')
    .execute();
  expect(entries).toEqual([
    { action: 'procedure.tag', object: 'probe', details: { version: 2, tag: '稳定' } },
    { action: 'procedure.suspend', object: 'probe', details: { version: 2 } },
    { action: 'procedure.resume', object: 'probe', details: { version: 2 } },
  ]);
});

test('a bulk that is stopped leaves the rest undone', async () => {
  const instance = await startProbe(app, { amount: 1 });
  const order = { kind: 'suspend', reason: '等一等', choice: { instances: [instance] } };
  const { id } = (await admin.post('/api/operations/bulks', order, key())).body;
  expect((await admin.post(`/api/operations/bulks/${id}/stop`, undefined, key())).body.status).toBe('stopped');
  await app.drain();
  expect(await view(instance)).toMatchObject({ status: 'active' });
  expect((await admin.post('/api/operations/bulks/0190a000-0000-7000-8000-000000000001/stop')).status).toBe(404);
});
