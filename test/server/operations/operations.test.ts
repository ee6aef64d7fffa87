import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Overview } from '../../../server/operations/contract.ts';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';
import { claim, deployProbe, finish, startProbe } from './probe.ts';

let app: TestApp;
let admin: Client;
let auditor: Client;
let mediator: Client;
let keys: readonly [string];
let filed: { id: string; number: string };
beforeAll(async () => {
  app = await buildTestApp();
  [admin, auditor, mediator] = await Promise.all([app.as('admin'), app.as('auditor'), app.as('liuzhiqiang')]);
  keys = [await deployProbe(app, 1)];
  filed = await register(await app.as('desk'), drainage);
  await app.drain();
}, 240_000);
afterAll(() => app.close());

let serial = 0;
const key = () => ({ 'idempotency-key': `operations-${++serial}` });
const at = (instance: string) => `/api/operations/instances/${instance}`;
const view = async (instance: string) => (await admin.get(at(instance))).body;
const audited = async () =>
  app.deps.database
    .selectFrom('audit_entry')
    .select(['action', 'object', 'details'])
    .where('town_id', '=', home)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();

describe('one instance', () => {
  let instance: string;
  beforeEach(async () => {
    instance = await startProbe(app, { amount: 50_000, story: '赵小明家进水', urgent: true }, filed.id);
  });

  test('shows where it stands, what it waits for and its facts; what is not in the catalogue stays hidden', async () => {
    const step = { element: 'check', name: '核对材料', procedure: keys[0] };
    expect(await view(instance)).toEqual({
      id: instance,
      number: filed.number,
      case: filed.id,
      key: keys[0],
      ...{ process: 'probe', name: '材料核对', version: 1, status: 'active', rev: 1, incidents: 0 },
      ...{ started: '2026-11-23T09:00:00+08:00', ended: null },
      stands: [step],
      incidentList: [],
      tokens: [{ ...step, token: expect.any(Number), scope: 1, kind: 'userTask', stuck: false, inside: null }],
      scopes: [
        {
          ...{ element: 'probe', name: '材料核对', procedure: keys[0], scope: 1, parent: null, loop: null },
          facts: [
            { name: 'amount', title: '涉及金额（元）', value: 50_000, hidden: false },
            { name: 'approveBy', title: 'approveBy', value: null, hidden: true },
            { name: 'story', title: 'story', value: null, hidden: true },
            { name: 'urgent', title: '紧急', value: true, hidden: false },
          ],
        },
      ],
      waits: [
        { ...step, kind: 'task', text: '等调解员办理', due: null },
        {
          ...{ element: 'late', name: '核对逾期', procedure: keys[0] },
          ...{ kind: 'timer', text: '等到 2026-11-25 09:00', due: '2026-11-25T09:00:00+08:00' },
        },
      ],
      may: ['suspend', 'cancel', 'modify', 'variables', 'migrate'],
    });
    expect((await auditor.get(at(instance))).body.may).toEqual([]);
  });

  test('its history is told in words and its diagram marked, now and at any moment before', async () => {
    await finish(app, instance, 'check', mediator.id);
    const history = (await admin.get(`${at(instance)}/history`)).body;
    const line = (text: string, element: string | null) => ({ text, element, procedure: element && keys[0] });
    expect(history).toEqual({
      items: [
        {
          ...{ rev: 1, at: '2026-11-23T09:00:00+08:00', who: '系统', what: '开始' },
          lines: [line('“材料核对”第 1 版开始', null), line('到了“开始”', 'begin'), line('到了“核对材料”', 'check')],
        },
        {
          ...{ rev: 2, at: '2026-11-23T09:00:00+08:00', who: '刘志强', what: '完成任务' },
          lines: [
            line('刘志强完成“核对材料”', 'check'),
            line('“核对材料”办完', 'check'),
            line('到了“金额大小”', 'size'),
            line('到了“领导把关”', 'approve'),
          ],
        },
      ],
      next: null,
    });
    const page = (await admin.get(`${at(instance)}/history?limit=1`)).body;
    expect(page.items.map(({ rev }: { rev: number }) => rev)).toEqual([1]);
    const rest = (await admin.get(`${at(instance)}/history?limit=1&cursor=${page.next}`)).body;
    expect([rest.items.map(({ rev }: { rev: number }) => rev), rest.next]).toEqual([[2], null]);

    const [diagram] = (await admin.get(`${at(instance)}/diagram`)).body;
    expect(diagram).toEqual({
      ...{ procedure: keys[0], name: '材料核对', version: 1, active: true, xml: expect.stringContaining('"probe"') },
      elements: {
        begin: { state: 'done', note: '23 日', count: 1 },
        check: { state: 'done', note: '23 日', count: 1 },
        size: { state: 'done', note: '23 日', count: 1 },
        approve: { state: 'now', note: '等镇领导办理', count: 1 },
      },
      flows: ['f1', 'f2', 'f3'],
    });

    const before = (await admin.get(`${at(instance)}/replay?rev=1`)).body;
    expect(before).toMatchObject({ rev: 1, of: 2, what: '开始', status: 'active' });
    expect(before.tokens.map(({ name }: { name: string }) => name)).toEqual(['核对材料']);
    expect(before.diagrams[0].elements).toEqual({
      begin: { state: 'done', note: '23 日', count: 1 },
      check: { state: 'now', note: null, count: 1 },
    });
    expect((await admin.get(`${at(instance)}/replay?rev=3`)).status).toBe(404);
  });

  test('rests and goes on, each command once a key and audited', async () => {
    const headers = key();
    const first = await admin.post(`${at(instance)}/suspend`, { reason: '等上级答复' }, headers);
    expect(first).toMatchObject({ status: 200, body: { rev: 2, status: 'active' } });
    expect(await admin.post(`${at(instance)}/suspend`, { reason: '等上级答复' }, headers)).toMatchObject({
      status: 200,
      body: { rev: 2, status: 'active' },
    });
    expect(await audited()).toEqual({
      action: 'process.suspend',
      object: filed.number,
      details: { instance, reason: '等上级答复' },
    });
    expect(await view(instance)).toMatchObject({
      status: 'suspended',
      may: ['resume', 'cancel', 'modify', 'variables', 'migrate'],
    });
    expect(await admin.post(`${at(instance)}/suspend`, { reason: '再来一次' }, key())).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: '这一件已暂停，恢复后再处理' },
    });
    const resting = (await admin.get('/api/operations/instances?process=probe&status=suspended&oldest=true')).body
      .items;
    expect(resting.map(({ id }: { id: string }) => id)).toEqual([instance]);
    const [task] = (await admin.get('/api/operations/tasks?process=probe&status=open')).body.items.filter(
      (item: { instance: string }) => item.instance === instance,
    );
    expect(task).toMatchObject({ suspended: true });
    expect(await admin.post(`${at(instance)}/resume`, { reason: '已有答复' }, key())).toMatchObject({ status: 200 });
    expect(await view(instance)).toMatchObject({ status: 'active', rev: 3 });
  });

  test('is moved to another step, its facts are set, and it is cancelled', async () => {
    const [token] = (await view(instance)).tokens;
    const changes = [{ do: 'move', token: token.token, to: 'approve', variables: { amount: 1 } }];
    expect(await admin.post(`${at(instance)}/modify`, { reason: '材料已另行核对', changes }, key())).toMatchObject({
      status: 200,
    });
    expect((await view(instance)).stands.map(({ name }: { name: string }) => name)).toEqual(['领导把关']);
    expect(await audited()).toMatchObject({
      action: 'process.modify',
      details: { changes: JSON.stringify([{ do: 'move', token: token.token, to: 'approve', variables: ['amount'] }]) },
    });
    expect(
      await admin.post(
        `${at(instance)}/modify`,
        { reason: '没有这一步', changes: [{ ...changes[0], to: 'x' }] },
        key(),
      ),
    ).toMatchObject({ status: expect.toSatisfy((status: number) => [404, 409, 422].includes(status)) });
    await admin.post(`${at(instance)}/variables`, { variables: { amount: 7 } }, key());
    expect((await view(instance)).scopes[0].facts[0]).toEqual({
      ...{ name: 'amount', title: '涉及金额（元）', value: 7, hidden: false },
    });
    expect(await admin.post(`${at(instance)}/cancel`, { reason: '重复登记' }, key())).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
    expect(await view(instance)).toMatchObject({ status: 'cancelled', stands: [], may: [] });
  });
});

describe('what stands still', () => {
  test('is listed with its cause in words, mended and retried, or skipped', async () => {
    const [one, other] = [await startProbe(app, { amount: -1 }, filed.id), await startProbe(app, { amount: -2 })];
    for (const instance of [one, other]) await finish(app, instance, 'check', mediator.id);
    const { items } = (await admin.get('/api/operations/incidents?process=probe')).body;
    const incident = items.find((item: { instance: string }) => item.instance === one);
    expect(incident).toEqual({
      ...{ element: 'size', name: '金额大小', procedure: keys[0], instance: one, number: filed.number },
      incident: expect.any(Number),
      code: 'no-condition',
      cause: '没有一条去路的条件成立，也没有默认去路',
      remedy: '更正决定去路的事实后重试；条件不全的，改好流程后迁移到新版',
      facts: ['amount'],
      raised: '2026-11-23T09:00:00+08:00',
      resolved: null,
    });
    for (const asked of ['true', 'no-condition']) {
      const stuck = (await admin.get(`/api/operations/instances?process=probe&incident=${asked}`)).body.items;
      expect(stuck.map(({ id, incidents }: Record<string, unknown>) => [id, incidents]).sort()).toEqual(
        [
          [one, 1],
          [other, 1],
        ].sort(),
      );
    }
    expect((await admin.get('/api/operations/instances?process=probe&incident=loop')).body.items).toEqual([]);
    expect((await admin.get('/api/operations/incidents/causes')).body).toEqual([
      {
        ...{ element: 'size', name: '金额大小', procedure: keys[0], code: 'no-condition', count: 2 },
        ...{ cause: incident.cause, remedy: incident.remedy, oldest: '2026-11-23T09:00:00+08:00' },
      },
    ]);
    expect((await admin.get(`${at(one)}/diagram`)).body[0].elements.size).toMatchObject({ state: 'stuck' });
    expect((await view(one)).may).toEqual(['suspend', 'cancel', 'modify', 'variables', 'migrate', 'retry', 'skip']);
    const overview = (await admin.get('/api/operations/overview')).body;
    expect(overview.find(({ process }: { process: string }) => process === 'probe')).toMatchObject({
      ...{ name: '材料核对', stuck: 2, suspended: 0, overdue: 0 },
      versions: [{ key: keys[0], version: 1, tag: null, active: true }],
    });

    const mended = { variables: { amount: 20_000 } };
    const retried = await admin.post(`${at(one)}/incidents/${incident.incident}/retry`, mended, key());
    expect(retried.status).toBe(200);
    expect((await view(one)).stands.map(({ element }: { element: string }) => element)).toEqual(['approve']);
    // A choice without a default cannot be passed over: its facts are mended, which leads to a step whose time is wrong.
    const [held] = (await view(other)).incidentList;
    const skip = { reason: '金额已另行核定' };
    expect(await admin.post(`${at(other)}/incidents/${held.incident}/skip`, skip, key())).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: '这一步不能直接跳过，请补上事实后重试，或改到别的步骤' },
    });
    const wrong = { variables: { amount: 30_000, approveBy: '某一天' } };
    await admin.post(`${at(other)}/incidents/${held.incident}/retry`, wrong, key());
    const [second] = (await view(other)).incidentList;
    expect(second).toMatchObject({ element: 'approve', code: 'evaluation' });
    const skipped = await admin.post(`${at(other)}/incidents/${second.incident}/skip`, skip, key());
    expect(skipped).toMatchObject({ status: 200, body: { status: 'completed' } });
    expect(await audited()).toEqual({
      action: 'process.incident-skip',
      object: other,
      details: { instance: other, incident: second.incident, reason: skip.reason },
    });
    expect((await admin.get('/api/operations/incidents?process=probe')).body.items).toEqual([]);
  });

  test('what stands again after a bulk is among its failures, with why', async () => {
    const instance = await startProbe(app, { amount: -1 }, filed.id);
    await finish(app, instance, 'check', mediator.id);
    const order = { kind: 'retry', reason: '再试一次', choice: { instances: [instance] } };
    const { id } = (await admin.post('/api/operations/bulks', order, key())).body;
    await app.drain();
    expect((await admin.get(`/api/operations/bulks/${id}/failures`)).body).toEqual({
      items: [
        {
          ...{ instance, number: filed.number, code: 'no-condition' },
          text: '又停住了：没有一条去路的条件成立，也没有默认去路',
        },
      ],
      next: null,
    });
    await admin.post(`/api/operations/instances/${instance}/cancel`, { reason: '试过了' }, key());
  });

  test('many are retried at once', async () => {
    const instances = [];
    for (const amount of [-1, -2, -3]) instances.push(await startProbe(app, { amount }));
    for (const instance of instances) await finish(app, instance, 'check', mediator.id);
    const order = {
      ...{ kind: 'retry', reason: '金额统一更正', code: 'no-condition', element: 'size', variables: { amount: 5 } },
      choice: { query: { version: keys[0], incident: 'no-condition' } },
    };
    const headers = key();
    const begun = await admin.post('/api/operations/bulks', order, headers);
    expect(begun).toMatchObject({ status: 202, body: { kind: 'retry', by: '周明', total: 3, done: 0, failed: 0 } });
    expect((await admin.post('/api/operations/bulks', order, headers)).body.id).toBe(begun.body.id);
    expect(await audited()).toMatchObject({ action: 'operations.bulk', details: { kind: 'retry', total: 3 } });
    await app.drain();
    expect((await admin.get(`/api/operations/bulks/${begun.body.id}`)).body).toMatchObject({
      ...{ status: 'done', total: 3, done: 3, failed: 0 },
    });
    for (const instance of instances) expect((await view(instance)).status).toBe('completed');
    expect((await admin.get('/api/operations/bulks')).body.items[0].id).toBe(begun.body.id);
  });
});

describe('finding', () => {
  test('by process, version, step, state, case, age and facts, page by page', async () => {
    const found = async (query: string) => {
      const { body, status, text } = await admin.get(`/api/operations/instances?process=probe&${query}`);
      if (status !== 200) throw new Error(text);
      return body.items.map(({ id }: { id: string }) => id);
    };
    app.clock.advance(1000);
    const rich = await startProbe(app, { amount: 777_777, urgent: true }, filed.id);
    app.clock.advance(1000);
    const poor = await startProbe(app, { amount: 3, urgent: false });
    const tests = (value: unknown) => `variables=${encodeURIComponent(JSON.stringify(value))}`;
    expect(await found(tests([{ name: 'amount', is: '>', value: 700_000 }]))).toEqual([rich]);
    expect(
      await found(
        tests([
          { name: 'amount', is: '=', value: 3 },
          { name: 'urgent', is: '=', value: false },
        ]),
      ),
    ).toEqual([poor]);
    expect(
      await found(
        `status=active&element=check&number=${filed.number}&${tests([{ name: 'amount', is: '>', value: 700_000 }])}`,
      ),
    ).toEqual([rich]);
    expect(await found('number=CC2026-9999')).toEqual([]);
    expect(await found('startedAfter=2026-11-24')).toEqual([]);
    expect((await found('startedBefore=2026-11-24')).length).toBeGreaterThan(2);
    expect(await found(`version=${encodeURIComponent('probe@9')}`)).toEqual([]);
    const page = (await admin.get('/api/operations/instances?process=probe&limit=1')).body;
    expect(page.items.map(({ id }: { id: string }) => id)).toEqual([poor]);
    const next = (await admin.get(`/api/operations/instances?process=probe&limit=1&cursor=${page.next}`)).body;
    expect(next.items[0]).toMatchObject({ id: rich, number: filed.number, stands: [{ name: '核对材料' }] });
    for (const bad of ['variables=x', 'variables=%5B%7B%7D%5D', 'incident=x', 'startedAfter=x'])
      expect((await admin.get(`/api/operations/instances?${bad}`)).status).toBe(400);
  });

  test('what stands inside a call is told by the name it has there, and not that it is inside', async () => {
    const { items } = (await admin.get(`/api/operations/instances?process=case-lifecycle&number=${filed.number}`)).body;
    expect(items.map(({ id, stands }: { id: string; stands: object[] }) => [id, stands])).toEqual([
      [filed.id, [{ element: 'ask-willingness', name: '征求意愿', procedure: 'on-site-mediation@1' }]],
    ]);
  });

  test('tasks of everybody, with who has them', async () => {
    const instance = await startProbe(app, { amount: 1 }, filed.id);
    const { items } = (await admin.get('/api/operations/tasks?process=probe&element=check&status=open')).body;
    const [task] = items.filter((one: { instance: string }) => one.instance === instance);
    expect(task).toEqual({
      ...{ element: 'check', name: '核对材料', procedure: keys[0], instance, number: filed.number },
      ...{ task: expect.any(Number), status: 'open', who: null, suspended: false, due: null, late: false, ended: null },
      created: '2026-11-23T09:00:02+08:00',
    });
  });

  test('tasks by state, who has them, role, age, due date and facts, page by page', async () => {
    const marked = { amount: 666_666, approveBy: '2026-11-30T17:30:00+08:00' };
    const instance = await startProbe(app, marked, filed.id);
    await claim(app, instance, 'check', mediator.id);
    await finish(app, instance, 'check', mediator.id);
    const fact = `variables=${encodeURIComponent(JSON.stringify([{ name: 'amount', is: '=', value: 666_666 }]))}`;
    const found = async (query: string) => {
      const { body, status, text } = await admin.get(`/api/operations/tasks?process=probe&${fact}&${query}`);
      if (status !== 200) throw new Error(text);
      return body.items.map(({ element, who }: { element: string; who: string | null }) => [element, who]);
    };
    const [checked, waits] = [
      ['check', '刘志强'],
      ['approve', null],
    ];
    expect(await found('')).toEqual([waits, checked]);
    expect(await found('status=completed')).toEqual([checked]);
    expect(await found('status=cancelled')).toEqual([]);
    expect(await found(`assignee=${mediator.id}`)).toEqual([checked]);
    expect(await found(`assignee=${auditor.id}`)).toEqual([]);
    expect(await found('unclaimed=true')).toEqual([waits]);
    expect(await found('group=leader')).toEqual([waits]);
    expect(await found('group=desk')).toEqual([]);
    expect(await found('createdBefore=2026-11-23')).toEqual([]);
    expect(await found('createdBefore=2026-11-24')).toEqual([waits, checked]);
    expect(await found('dueBefore=2026-11-30')).toEqual([]);
    expect(await found('dueBefore=2026-12-01')).toEqual([waits]);
    expect(await found('overdue=true')).toEqual([]);
    const other = await startProbe(app, { ...marked, approveBy: '2026-11-22T17:30:00+08:00' }, filed.id);
    await finish(app, other, 'check', mediator.id);
    expect(await found(`status=completed&assignee=${mediator.id}`)).toEqual([checked, checked]);
    expect(await found('overdue=true')).toEqual([waits]);
    expect(await found('overdue=true&dueBefore=2026-12-01')).toEqual([waits]);
    expect(await found('overdue=true&dueBefore=2026-11-22')).toEqual([]);
    expect(await found('overdue=true&status=completed&element=approve')).toEqual([waits]);
    const pages: string[][] = [];
    for (let cursor = ''; pages.length < 9; ) {
      const { body } = await admin.get(`/api/operations/tasks?process=probe&${fact}&limit=3&cursor=${cursor}`);
      pages.push(body.items.map((one: { instance: string; element: string }) => `${one.instance} ${one.element}`));
      if (body.next === null) break;
      cursor = body.next;
    }
    expect(pages).toEqual([[`${other} approve`, `${other} check`, `${instance} approve`], [`${instance} check`]]);
    for (const bad of ['variables=x', 'createdBefore=x', 'dueBefore=x', 'status=late'])
      expect((await admin.get(`/api/operations/tasks?${bad}`)).status).toBe(400);
  });

  test('a version with its steps and facts', async () => {
    const { body } = await admin.get(`/api/operations/versions/${encodeURIComponent(keys[0])}`);
    expect(body).toMatchObject({ key: keys[0], process: 'probe', version: 1, name: '材料核对' });
    expect(
      body.elements.filter(({ stands }: { stands: boolean }) => stands).map(({ name }: { name: string }) => name),
    ).toEqual(['核对材料', '金额大小', '领导把关']);
    expect(body.facts).toContainEqual({ name: 'amount', title: '涉及金额（元）', type: 'number' });
    expect((await admin.get('/api/operations/versions/none%401')).status).toBe(404);
  });
});

describe('figures and files', () => {
  test('count the runs of each step', async () => {
    const version = encodeURIComponent(keys[0]);
    const { body } = await admin.get(`/api/operations/statistics?version=${version}&from=2026-11-23&to=2026-11-23`);
    const check = body.find(({ element }: { element: string }) => element === 'check');
    expect(check).toMatchObject({ name: '核对材料', kind: 'userTask', overdue: 0 });
    expect(check.entered).toBe(check.open + check.completed + check.interrupted);
    const file = await admin.get(`/api/operations/statistics.csv?version=${version}&from=2026-11-23&to=2026-11-23`);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.text.startsWith('\uFEFF步骤,类型,进入次数')).toBe(true);
    expect(
      (await admin.get(`/api/operations/statistics?version=${version}&from=2026-11-23&to=2026-11-01`)).status,
    ).toBe(400);
  });

  test('the log of what happened goes out as lines, without names, and that is audited', async () => {
    const instance = await startProbe(app, { amount: 888_888 }, filed.id);
    await finish(app, instance, 'check', mediator.id);
    const variables = encodeURIComponent(JSON.stringify([{ name: 'amount', is: '=', value: 888_888 }]));
    const lines = await admin.get(`/api/operations/export?format=jsonl&process=probe&variables=${variables}`);
    const events = lines.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events[0]).toEqual({
      ...{ instance, case: filed.number, procedure: keys[0], rev: 1, at: '2026-11-23T09:00:02+08:00' },
      ...{ actor: 'system', command: 'start', event: 'instance.started', element: null, name: null },
    });
    expect(events.at(-1)).toMatchObject({ rev: 2, actor: 'user', event: 'entered', name: '领导把关' });
    expect(await audited()).toMatchObject({
      action: 'operations.export',
      details: { format: 'jsonl', filter: expect.stringContaining('"process":"probe"') },
    });
    const csv = await auditor.get(`/api/operations/export?format=csv&process=probe&variables=${variables}`);
    expect(csv.text.split('\r\n')[1]).toBe(
      `${filed.number},材料核对,1,${instance},1,2026-11-23 09:00,系统,开始,开始,,`,
    );
    expect(csv.text).not.toMatch(/刘志强|赵小明/);
  });
});

test('what is overdue of a process is what its list of overdue tasks shows, also when another process calls it', async () => {
  app.clock.advance(90 * 86_400_000);
  const director = await app.as('director');
  const overview: Overview = (await director.get('/api/operations/overview')).body;
  const listed = async (process: string) => {
    const { items } = (await director.get(`/api/operations/tasks?overdue=true&limit=200&process=${process}`)).body;
    return new Set(items.map(({ instance }: { instance: string }) => instance)).size;
  };
  const counted = overview.map(({ process, overdue }) => [process, overdue]);
  expect(counted).toEqual(await Promise.all(overview.map(async ({ process }) => [process, await listed(process)])));
  const late = Object.fromEntries(counted);
  expect([late['case-lifecycle'], late['on-site-mediation']]).toEqual([0, 1]);
});
