import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register, taskAt } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';
import { beginFor, inRow, step } from '../../support/procedures.ts';

let app: TestApp;
let liu: Client;
let huang: Client;
let director: Client;
let caseId: string;
let instance: string;

const mediators = 'candidateGroups="mediator"';
const opinion = inRow('opinion', '出具意见', [
  step('write', '起草意见', mediators),
  step('check', '核对意见', mediators),
  {
    node: 'sendTask tell 通知',
    inside: `<bpmn:extensionElements><zeebe:taskDefinition type="notice.send" /><zeebe:taskHeaders><zeebe:header key="text" value="意见已核对。" /></zeebe:taskHeaders><zeebe:ioMapping><zeebe:input source="=case" target="case" /><zeebe:input source='="director"' target="to" /></zeebe:ioMapping></bpmn:extensionElements>`,
  },
  step('file', '归入案卷', mediators),
]);
let count = 0;

beforeAll(async () => {
  app = await buildTestApp();
  [liu, huang, director] = [await app.as('liuzhiqiang'), await app.as('huangli'), await app.as('director')];
});
afterAll(() => app.close());
beforeEach(async () => {
  count += 1;
  caseId = (
    await register(await app.as('desk'), { ...drainage, title: `水沟之${count}`, place: `示范三村 ${count} 号` })
  ).id;
  await app.drain();
  instance = await beginFor(app, opinion, 'opinion', caseId, { case: caseId });
});

const at = (name: string) => taskAt(liu, caseId, name);
const view = async (who: Client, task: string) => (await who.get(`/api/tasks/${task}`)).body;
const lines = async (from = 1) =>
  (await liu.get(`/api/cases/${caseId}/timeline`)).body
    .slice(0, from)
    .map(({ who, text, detail }: Record<string, unknown>) => ({ who, text, detail }));
const ids = async (who: Client, list: string) =>
  (await who.get(`/api/tasks?view=${list}`)).body.items.map(({ id }: { id: string }) => id);
const mine = async () => {
  const task = await at('起草意见');
  await liu.post(`/api/tasks/${task}/claim`);
  return task;
};

describe('delegated', () => {
  test('a colleague is asked, sees by whom and why, and gives it back with what was found', async () => {
    const task = await mine();
    const reason = '请到现场量一下水沟。';
    expect((await liu.post(`/api/tasks/${task}/delegate`, { user: huang.id, reason })).status).toBe(204);
    expect(await view(huang, task)).toMatchObject({
      may: ['resolve'],
      owner: '刘志强',
      who: '黄丽（调解员）',
      claimedByMe: true,
      notes: [{ kind: 'delegated', by: '刘志强', to: '黄丽', text: reason }],
    });
    expect(await view(liu, task)).toMatchObject({ may: ['recall'], owner: '刘志强', claimedByMe: false });
    expect([(await ids(huang, 'mine')).includes(task), (await ids(liu, 'mine')).includes(task)]).toEqual([true, false]);
    expect(await ids(liu, 'delegated')).toContain(task);
    expect(await lines()).toEqual([{ who: '刘志强', text: '把“起草意见”委托黄丽办理', detail: reason }]);
    const { body: notices } = await huang.get('/api/notices');
    expect(notices.items[0].text).toBe('刘志强委托您办理“起草意见”');

    const note = '沟宽 40 厘米，堵了一半。';
    expect(await huang.post(`/api/tasks/${task}/complete`, { data: {} })).toMatchObject({
      status: 409,
      body: { code: 'task-delegated' },
    });
    expect((await huang.post(`/api/tasks/${task}/resolve`, { note, data: { width: 40 } })).status).toBe(204);
    expect(await view(liu, task)).toMatchObject({
      may: ['release', 'transfer', 'delegate', 'complete'],
      owner: null,
      claimedByMe: true,
      data: { width: 40 },
      notes: [{ kind: 'delegated' }, { kind: 'resolved', by: '黄丽', to: '刘志强', text: note }],
    });
    expect(await lines()).toEqual([{ who: '黄丽', text: '把“起草意见”交回刘志强', detail: note }]);
  });

  test('may be taken back by who asked, handed on by the director, and by nobody else', async () => {
    const task = await mine();
    await liu.post(`/api/tasks/${task}/delegate`, { user: huang.id, reason: '请代为走访' });
    expect((await huang.post(`/api/tasks/${task}/recall`)).body.code).toBe('task-delegated');
    expect(await view(director, task)).toMatchObject({ may: ['transfer'] });
    expect((await liu.post(`/api/tasks/${task}/recall`)).status).toBe(204);
    expect(await view(liu, task)).toMatchObject({ owner: null, claimedByMe: true });
    expect(await lines()).toEqual([{ who: '刘志强', text: '收回“起草意见”的委托', detail: null }]);
  });

  test.each([
    ['oneself', () => liu.id],
    ['an auditor, who works on no case', async () => (await app.as('auditor')).id],
    ['nobody there is', () => 'nobody'],
  ])('not to %s', async (_, whom) => {
    const task = await mine();
    expect(await liu.post(`/api/tasks/${task}/delegate`, { user: await whom(), reason: '请代办' })).toMatchObject({
      status: 422,
      body: { code: 'transfer-person', field: '/user' },
    });
  });

  test('what was said is sealed, and kept out of the audit log and of the history of the engine', async () => {
    const task = await mine();
    await liu.post(`/api/tasks/${task}/delegate`, { user: huang.id, reason: '赵小明家的水沟' });
    const { rows } = await app.deps.pool.query(
      `select (select string_agg(n::text, ' ') from task_note n) as notes,
              (select string_agg(e::text, ' ') from case_event e) as events,
              (select string_agg(a::text, ' ') from audit_entry a) as audit,
              (select string_agg(h::text, ' ') from history h) as history`,
    );
    expect(JSON.stringify(rows)).not.toContain('赵小明家的水沟');
    expect(rows[0].audit).toContain('task.delegate');
  });
});

describe('returned', () => {
  const second = async () => {
    const first = await mine();
    await liu.post(`/api/tasks/${first}/complete`, { data: {} });
    const task = await at('核对意见');
    await huang.post(`/api/tasks/${task}/claim`);
    return task;
  };

  test('to a step that was done, where whoever does it again sees why', async () => {
    const task = await second();
    const shown = await view(huang, task);
    expect([shown.may.includes('return'), shown.earlier]).toEqual([true, [{ element: 'write', name: '起草意见' }]]);
    const reason = '金额写错了，请重新核算。';
    expect((await huang.post(`/api/tasks/${task}/return`, { to: 'write', reason })).status).toBe(204);
    expect(await view(huang, task)).toMatchObject({ status: 'cancelled' });
    const again = await at('起草意见');
    expect(await view(liu, again)).toMatchObject({
      status: 'open',
      notes: [{ kind: 'returned', by: '黄丽', text: reason }],
    });
    expect(await lines()).toEqual([{ who: '黄丽', text: '把“核对意见”退回到“起草意见”', detail: reason }]);
    // Done again, it goes on as before.
    await liu.post(`/api/tasks/${again}/complete`, { data: {} });
    expect((await view(huang, await at('核对意见'))).notes).toEqual([]);
  });

  test('not from the first step, nor to one that is not before it', async () => {
    const first = await mine();
    expect((await view(liu, first)).may).not.toContain('return');
    expect(await liu.post(`/api/tasks/${first}/return`, { to: 'check', reason: '不对' })).toMatchObject({
      status: 422,
      body: { code: 'return-step', field: '/to' },
    });
  });

  test('not behind something that has left the house', async () => {
    const task = await second();
    await huang.post(`/api/tasks/${task}/complete`, { data: {} });
    await app.drain();
    const last = await at('归入案卷');
    await liu.post(`/api/tasks/${last}/claim`);
    expect((await view(liu, last)).earlier).toEqual([]);
  });
});

describe('suspended', () => {
  test('it is shown with the reason and takes nothing until its procedure goes on', async () => {
    const task = await mine();
    const actor = { kind: 'user', id: director.id } as const;
    const ref = { town: home, instance };
    await app.deps.engine.execute(ref, { type: 'suspend', reason: '等上级复核' }, { actor });
    expect(await view(liu, task)).toMatchObject({
      status: 'open',
      may: [],
      suspended: { reason: '等上级复核', at: '2026-11-23T09:00:00+08:00' },
    });
    const { body } = await liu.get('/api/tasks?view=mine');
    expect(body.items.find(({ id }: { id: string }) => id === task)).toMatchObject({ suspended: true });
    expect(await liu.post(`/api/tasks/${task}/complete`, { data: {} })).toMatchObject({
      status: 409,
      body: { code: 'task-suspended', detail: '流程已暂停，恢复后才能办理' },
    });
    expect(await lines()).toEqual([{ who: null, text: '流程暂停', detail: '等上级复核' }]);
    await app.deps.engine.execute(ref, { type: 'resume' }, { actor });
    expect(await view(liu, task)).toMatchObject({ suspended: null });
    expect((await liu.post(`/api/tasks/${task}/complete`, { data: {} })).status).toBe(200);
  });
});
