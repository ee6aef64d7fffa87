import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { complete, drainage, register, taskAt, wages } from '../../support/cases.ts';

let app: TestApp;
let desk: Client;
let director: Client;
let liu: Client;
let huang: Client;
beforeAll(async () => {
  app = await buildTestApp();
  [desk, director, liu, huang] = await Promise.all([
    app.as('desk'),
    app.as('director'),
    app.as('liuzhiqiang'),
    app.as('huangli'),
  ]);
});
afterAll(() => app.close());

/** A new case whose first open task is 征求意愿, unclaimed by any mediator. */
async function asked(): Promise<{ caseId: string; task: string }> {
  const { id } = await register(desk, drainage);
  await app.drain();
  return { caseId: id, task: await taskAt(desk, id, '征求意愿') };
}
const list = async (client: Client, view: string, q = '') =>
  (await client.get(`/api/tasks?view=${view}&q=${encodeURIComponent(q)}`)).body;
const names = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe('claiming', () => {
  test('one of two mediators gets it, the other is told', async () => {
    const { task } = await asked();
    const answers = await Promise.all([liu.post(`/api/tasks/${task}/claim`), huang.post(`/api/tasks/${task}/claim`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const [winner, loser] = answers[0]!.status === 204 ? [liu, huang] : [huang, liu];
    expect(names(await list(winner, 'mine'))).toContain(task);
    expect(names(await list(loser, 'mine'))).not.toContain(task);
    expect((await loser.post(`/api/tasks/${task}/claim`)).body).toMatchObject({ status: 409, code: 'task-taken' });
  });

  test('released it is anybody’s again', async () => {
    const { task } = await asked();
    await liu.post(`/api/tasks/${task}/claim`);
    expect((await huang.post(`/api/tasks/${task}/release`)).status).toBe(403);
    expect((await liu.post(`/api/tasks/${task}/release`)).status).toBe(204);
    expect(names(await list(huang, 'unclaimed'))).toContain(task);
  });

  test('is for those whose work it is', async () => {
    const { task } = await asked();
    expect((await desk.post(`/api/tasks/${task}/claim`)).status).toBe(403);
    expect((await (await app.as('admin')).post(`/api/tasks/${task}/claim`)).status).toBe(404);
    expect(names(await list(desk, 'unclaimed'))).not.toContain(task);
  });
});

describe('handing on', () => {
  test('by who has it, with a reason, to a colleague who may', async () => {
    const { task, caseId } = await asked();
    await liu.post(`/api/tasks/${task}/claim`);
    expect((await liu.post(`/api/tasks/${task}/transfer`, { user: huang.id, reason: '明天外出开会' })).status).toBe(
      204,
    );
    expect(names(await list(huang, 'mine'))).toContain(task);
    const [line] = (await desk.get(`/api/cases/${caseId}/timeline`)).body;
    expect(line).toMatchObject({ who: '刘志强', role: '调解员', text: '把“征求意愿”转交黄丽', detail: '明天外出开会' });
  });
  test('by the director, whoever has it', async () => {
    const { task } = await asked();
    expect((await director.post(`/api/tasks/${task}/transfer`, { user: liu.id, reason: '指派' })).status).toBe(204);
    expect(names(await list(liu, 'mine'))).toContain(task);
  });
  test('not to somebody whose work it is not, nor of another town, nor by somebody else', async () => {
    const { task } = await asked();
    const to = async (client: Client, user: string) =>
      (await client.post(`/api/tasks/${task}/transfer`, { user, reason: '指派' })).body;
    expect(await to(director, desk.id)).toMatchObject({ status: 422, field: '/user' });
    expect(await to(director, (await app.as('other-mediator')).id)).toMatchObject({ status: 422, field: '/user' });
    expect(await to(huang, liu.id)).toMatchObject({ status: 403, code: 'task-not-yours' });
  });
});

describe('the page of a task', () => {
  test('has the form, the law, the deadline and what may be done', async () => {
    const { task, caseId } = await asked();
    const { body } = await liu.get(`/api/tasks/${task}`);
    expect(body).toEqual({
      ...{
        id: task,
        name: '征求意愿',
        status: 'open',
        procedure: '就地调解',
        element: 'ask-willingness',
        caseId,
      },
      help: expect.stringContaining('愿意'),
      law: expect.stringContaining('人民调解法'),
      ...{ who: '调解员', claimedByMe: false, may: ['claim', 'complete'], draftSaved: null, data: {} },
      ...{ urgent: false, followUp: null, suspended: null, owner: null, notes: [], earlier: [], signers: null },
      deadline: expect.objectContaining({ state: 'calm', sentence: '剩 1 个工作日' }),
      form: expect.objectContaining({
        key: 'willingness',
        title: '征求意愿',
        bindings: { willingness: 'willingness' },
        after: expect.stringMatching(/^都愿意/),
      }),
    });
  });
  test('tells the parties by name to who works on it, and the log has it', async () => {
    const { task } = await asked();
    const looks = () =>
      app.deps.database
        .selectFrom('audit_entry')
        .select(['action', 'details'])
        .where('action', '=', 'case.names')
        .execute();
    expect(await liu.post(`/api/tasks/${task}/names`)).toMatchObject({ status: 200, body: ['赵小明', '钱大力'] });
    expect(await looks()).toEqual([{ action: 'case.names', details: { step: '征求意愿' } }]);
    // Who does not work on the task has no need of them.
    expect(await director.post(`/api/tasks/${task}/names`)).toMatchObject({ status: 403 });
    expect(await looks()).toHaveLength(1);
  });
  test('keeps what was typed, for that person only and sealed', async () => {
    const { task } = await asked();
    const data = { willingness: { note: '王姓当事人电话未接通' } };
    expect((await liu.put(`/api/tasks/${task}/draft`, { data })).status).toBe(204);
    expect((await liu.get(`/api/tasks/${task}`)).body).toMatchObject({ data, draftSaved: '2026-11-23T09:00:00+08:00' });
    expect((await huang.get(`/api/tasks/${task}`)).body).toMatchObject({ data: {}, draftSaved: null });
    const rows = await app.deps.database.selectFrom('task_draft').select('data_enc').execute();
    expect(rows.some(({ data_enc }) => data_enc.includes('当事人'))).toBe(false);
    expect((await desk.put(`/api/tasks/${task}/draft`, { data })).status).toBe(409);
  });
  test.each(['x', '0190a000-0000-7000-8000-000000000001.1', '0190a000-0000-7000-8000-000000000001', "'.1"])(
    '%s is not there',
    async (id) => {
      expect((await liu.get(`/api/tasks/${encodeURIComponent(id)}`)).body).toMatchObject({
        status: 404,
        code: 'task-not-found',
      });
    },
  );
});

describe('completing', () => {
  test('says of every field what is wrong, in Chinese, and changes nothing', async () => {
    const { task, caseId } = await asked();
    const answer = await liu.post(`/api/tasks/${task}/complete`, {
      data: { willingness: { parties: [{ party: 'x' }] }, level: 4 },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'form-invalid', field: expect.any(String) } });
    expect(answer.body.fields).toEqual(
      expect.arrayContaining([
        { path: '/willingness/parties/0/willing', message: '此项必填' },
        { path: '/level', message: '表单没有这一项' },
      ]),
    );
    expect(await taskAt(desk, caseId, '征求意愿')).toBe(task);
  });

  test('a binding refuses at its field, and nothing of it is kept', async () => {
    const { task, caseId } = await asked();
    const [first] = (await desk.get(`/api/cases/${caseId}`)).body.parties;
    const answer = await liu.post(`/api/tasks/${task}/complete`, {
      data: { willingness: { parties: [{ party: first.id, willing: true }] } },
    });
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'willingness-missing',
      field: '/willingness/parties',
      detail: '还有当事人没有征求意愿',
    });
    expect((await desk.get(`/api/cases/${caseId}`)).body.parties[0].willing).toBe(null);
    expect(await taskAt(desk, caseId, '征求意愿')).toBe(task);
  });

  test('once: of two at the same time one wins', async () => {
    const { task, caseId } = await asked();
    const { parties } = (await desk.get(`/api/cases/${caseId}`)).body;
    const data = {
      willingness: { parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })) },
    };
    const answers = await Promise.all(
      [liu, huang].map((client) => client.post(`/api/tasks/${task}/complete`, { data })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      expect.toSatisfy((status: number) => [403, 404, 409].includes(status)),
    ]);
  });

  test('the same request again gives the first answer; another body is refused', async () => {
    const { task, caseId } = await asked();
    const { parties } = (await desk.get(`/api/cases/${caseId}`)).body;
    const data = {
      willingness: { parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })) },
    };
    const send = (note?: string) =>
      liu.post(
        `/api/tasks/${task}/complete`,
        { data: note ? { willingness: { ...data.willingness, note } } : data },
        { 'idempotency-key': 'complete-once' },
      );
    const [first, second, other] = [await send(), await send(), await send('别的')];
    expect([first.status, second.status, other.status]).toEqual([200, 200, 422]);
    expect(second.body).toEqual(first.body);
    const done = (await desk.get(`/api/cases/${caseId}/timeline`)).body.filter(({ text }: { text: string }) =>
      text.startsWith('征求意愿：'),
    );
    expect(done).toHaveLength(1);
  });

  test('names the next task of the case for the same person', async () => {
    const { task, caseId } = await asked();
    const { parties } = (await desk.get(`/api/cases/${caseId}`)).body;
    await liu.post(`/api/tasks/${task}/claim`);
    const { next } = await complete(liu, caseId, '征求意愿', {
      willingness: { parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })) },
    });
    expect(next).toBe(await taskAt(liu, caseId, '就地调解'));
    expect(names(await list(liu, 'done'))).toContain(task);
  });

  test('a refusal of one party ends the mediation and tells of other ways (人民调解法 17)', async () => {
    const { task, caseId } = await asked();
    const { parties } = (await desk.get(`/api/cases/${caseId}`)).body;
    const answers = parties.map((party: { id: string }, at: number) => ({ party: party.id, willing: at === 0 }));
    await liu.post(`/api/tasks/${task}/complete`, { data: { willingness: { parties: answers } } });
    await app.drain();
    const tasks = (await desk.get(`/api/cases/${caseId}`)).body.tasks.map(
      ({ name, status }: { name: string; status: string }) => `${name} ${status}`,
    );
    expect(tasks).not.toContain('就地调解 open');
    expect(tasks).toContain('反馈当事人 open');
  });
});

describe('the lists', () => {
  test('are due first, page by page, each task once', async () => {
    for (let registered = 0; registered < 60; registered++) await register(desk, drainage);
    await app.drain();
    const first = (await liu.get('/api/tasks?view=unclaimed')).body;
    const second = (await liu.get(`/api/tasks?view=unclaimed&cursor=${first.next}`)).body;
    const ids = [...names(first), ...names(second)];
    expect([first.items.length, second.next, new Set(ids).size, ids.length]).toEqual([
      50,
      null,
      first.counts.unclaimed,
      first.counts.unclaimed,
    ]);
    const due = [...first.items, ...second.items].map(({ deadline }: { deadline: { due: string } }) => deadline.due);
    expect(due).toEqual([...due].sort());
  });
  test('find by number, title and task', async () => {
    const { number, id } = await register(desk, wages);
    await app.drain();
    const found = async (q: string) =>
      (await list(director, 'unclaimed', q)).items.map((item: { case: { id: string } }) => item.case.id);
    expect([
      await found(number),
      await found('五金厂'),
      (await found('研判')).includes(id),
      await found('没有这样的'),
    ]).toEqual([[id], [id], true, []]);
  });
  test('count what is over its time', async () => {
    const { task } = await asked();
    await liu.post(`/api/tasks/${task}/claim`);
    expect((await list(liu, 'mine')).counts.overdue).toBe(0);
    app.clock.set('2026-11-26T09:00:00+08:00');
    [desk, director, liu, huang] = await Promise.all([
      app.as('desk'),
      app.as('director'),
      app.as('liuzhiqiang'),
      app.as('huangli'),
    ]);
    const { items, counts } = await list(liu, 'mine');
    expect(counts.overdue).toBe(counts.mine);
    expect(items.find(({ id }: { id: string }) => id === task).deadline).toMatchObject({
      state: 'late',
      sentence: '超 2 个工作日',
    });
  });
  test('refuse a cursor that is not theirs', async () => {
    expect((await liu.get('/api/tasks?cursor=abc')).body).toMatchObject({ status: 400, code: 'bad-cursor' });
  });
});
