import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register, wages } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';

let app: TestApp;
let desk: Client;
let auditor: Client;
beforeAll(async () => {
  app = await buildTestApp();
  [desk, auditor] = await Promise.all([app.as('desk'), app.as('auditor')]);
});
afterAll(() => app.close());

const list = async (query: string, client = desk) => (await client.get(`/api/cases?${query}`)).body;

describe('the list', () => {
  test('newest first, page by page, each case once; counts beside it', async () => {
    for (let registered = 0; registered < 55; registered++) {
      await register(desk, registered === 7 ? wages : drainage);
      app.clock.advance('PT1S');
    }
    await app.drain();
    const first = await list('');
    const second = await list(`cursor=${first.next}`);
    const numbers = [...first.items, ...second.items].map(({ number }: { number: string }) => number);
    expect(numbers).toEqual(Array.from({ length: 55 }, (_, at) => `CC2026-${String(55 - at).padStart(4, '0')}`));
    expect([second.next, first.counts]).toEqual([null, { open: 55, closed: 0 }]);
    expect(second.items.at(-1)).toMatchObject({
      ...{
        number: 'CC2026-0001',
        title: '赵某某等 2 人与钱某某等 3 人排水纠纷',
        type: '邻里 / 排水',
        level: 1,
        stage: '处置',
        closed: false,
      },
      ...{
        status: '等 调解员征求意愿',
        parties: '赵某某等 2 人 / 钱某某等 3 人',
        place: '示范三村',
        deadline: { state: 'calm' },
      },
    });
  });

  test('by number, title, and a party that is written out', async () => {
    const found = async (q: string) => (await list(`q=${encodeURIComponent(q)}`)).items.length;
    expect([
      await found('cc2026-0008'),
      await found('五金厂'),
      await found('孙志远'),
      await found('13800003333'),
      await found('3333'),
    ]).toEqual([1, 1, 1, 1, 1]);
    expect([await found('孙志'), await found('%'), await found("' or 1=1 --")]).toEqual([0, 0, 0]);
  });

  test('by stage and level', async () => {
    expect((await list('level=3')).items.map(({ number }: { number: string }) => number)).toEqual(['CC2026-0008']);
    expect((await list(`stage=${encodeURIComponent('反馈')}`)).items).toEqual([]);
    expect((await list('view=closed')).items).toEqual([]);
  });

  test('refuses what it does not know', async () => {
    expect((await desk.get('/api/cases?order=number')).status).toBe(400);
    for (const cursor of ['W10', 'x', Buffer.from('["a","b"]').toString('base64url')]) {
      expect((await desk.get(`/api/cases?cursor=${cursor}`)).body).toMatchObject({ status: 400, code: 'bad-cursor' });
    }
  });
});

describe('what a party told', () => {
  test('is opened to one person for a reason that the log keeps', async () => {
    const { id, number } = await register(desk, drainage);
    const { parties } = (await desk.get(`/api/cases/${id}`)).body;
    const url = `/api/cases/${id}/parties/${parties[0].id}/reveal`;
    expect((await desk.post(url, { reason: '' })).status).toBe(400);
    expect((await desk.post(url, { reason: '电话通知到场' })).body).toEqual({
      name: '赵小明',
      phone: '13800001111',
      idNumber: '440783198001011234',
      address: null,
    });
    const entry = await app.deps.database
      .selectFrom('audit_entry')
      .selectAll()
      .where('town_id', '=', home)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({
      action: 'case.reveal',
      object: number,
      actor_name: '何敏',
      details: { party: parties[0].id, reason: '电话通知到场' },
    });
    expect((await desk.get(`/api/cases/${id}`)).body.parties[0].name).toBe('赵某某');
    expect((await desk.post(`/api/cases/${id}/parties/x/reveal`, { reason: '电话通知' })).status).toBe(404);
  });

  test('is not for the auditor, who sees the case masked and may do nothing', async () => {
    const { id } = await register(desk, { ...drainage, title: '排水纠纷' });
    const { body } = await auditor.get(`/api/cases/${id}`);
    expect(body).toMatchObject({ story: '（审计查阅不显示诉求内容）', demand: null, place: '示范三村', may: [] });
    expect(JSON.stringify(body)).not.toMatch(/赵小明|雨水倒灌|12 号与/);
    const last = await app.deps.database
      .selectFrom('audit_entry')
      .select(['action', 'object', 'actor_name'])
      .where('town_id', '=', home)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(last).toEqual({ action: 'case.read', object: body.number, actor_name: '吴静' });
    expect(
      (await auditor.post(`/api/cases/${id}/parties/${body.parties[0].id}/reveal`, { reason: '审计' })).status,
    ).toBe(403);
  });
});

describe('taking back', () => {
  test('ends what is under way; the case still needs feedback and the archive', async () => {
    const { id } = await register(desk, wages);
    await app.drain();
    expect((await desk.post(`/api/cases/${id}/withdraw`, { reason: '双方已自行和解' })).status).toBe(204);
    await app.drain();
    const { body } = await desk.get(`/api/cases/${id}`);
    const tasks = body.tasks.map(({ name, status }: { name: string; status: string }) => `${name} ${status}`);
    expect(tasks).toEqual(['研判分流 cancelled', '反馈当事人 open']);
    expect(body).toMatchObject({ closed: false, stage: '反馈' });
    const texts = (await desk.get(`/api/cases/${id}/timeline`)).body.map(
      ({ text, detail }: { text: string; detail: string | null }) => [text, detail],
    );
    expect(texts).toContainEqual(['登记申请人撤回申请', '双方已自行和解']);
    expect((await desk.post(`/api/cases/${id}/withdraw`, { reason: '再撤一次' })).body).toMatchObject({
      status: 409,
      code: 'not-withdrawable',
    });
  });
  test('is not for the leader', async () => {
    const { id } = await register(desk, wages);
    expect((await (await app.as('leader')).post(`/api/cases/${id}/withdraw`, { reason: '双方和解' })).status).toBe(403);
  });
});

describe('two cases of one matter', () => {
  test('merge: the one ends in the other, whole and visible', async () => {
    const [one, other] = [await register(desk, wages), await register(desk, wages)];
    await app.drain();
    expect((await desk.post(`/api/cases/${one.id}/links`, { of: other.id, verb: 'merge' })).status).toBe(204);
    await app.drain();
    const merged = (await desk.get(`/api/cases/${one.id}`)).body;
    expect(merged).toMatchObject({
      closed: true,
      outcome: '并入另一案件',
      linked: [{ id: other.id, kind: 'merged' }],
      tasks: [{ name: '研判分流', status: 'cancelled' }],
    });
    expect((await desk.get(`/api/cases/${other.id}`)).body).toMatchObject({
      closed: false,
      linked: [{ id: one.id, kind: 'merged' }],
    });
    const last = await app.deps.database
      .selectFrom('audit_entry')
      .select(['action', 'object'])
      .where('town_id', '=', home)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(last).toEqual({ action: 'case.merge', object: one.number });
    expect((await desk.post(`/api/cases/${one.id}/links`, { of: other.id, verb: 'merge' })).body).toMatchObject({
      status: 409,
      code: 'case-closed',
    });
  });
  test('link: both go on', async () => {
    const [one, other] = [await register(desk, wages), await register(desk, wages)];
    expect((await desk.post(`/api/cases/${one.id}/links`, { of: other.id, verb: 'link' })).status).toBe(204);
    expect((await desk.get(`/api/cases/${other.id}`)).body.linked).toEqual([
      { id: one.id, number: one.number, title: wages.title, kind: 'linked' },
    ]);
  });
  test('not with itself, not across towns', async () => {
    const { id } = await register(desk, wages);
    expect((await desk.post(`/api/cases/${id}/links`, { of: id, verb: 'link' })).status).toBe(422);
    const village = `${elsewhere}200`;
    const foreign = await register(await app.as('desk', elsewhere), { ...wages, village });
    expect((await desk.post(`/api/cases/${id}/links`, { of: foreign.id, verb: 'link' })).status).toBe(404);
  });
});

test('the director corrects the level with a reason, and only so', async () => {
  const director = await app.as('director');
  const { id } = await register(desk, wages);
  await app.drain();
  const task = (await director.get(`/api/cases/${id}`)).body.tasks[0].id;
  const submit = (grading: object) =>
    director.post(`/api/tasks/${task}/complete`, { data: { route: 'scheduled', grading } });
  expect((await submit({ level: 2 })).body).toMatchObject({
    status: 422,
    code: 'grading-reason',
    field: '/grading/reason',
    detail: '调整等级须写明理由',
  });
  expect((await submit({ level: 2, reason: '工人情绪已平复，厂方答应先付一半' })).status).toBe(200);
  expect((await desk.get(`/api/cases/${id}`)).body.level).toBe(2);
  const line = (await desk.get(`/api/cases/${id}/timeline`)).body.find(({ text }: { text: string }) =>
    text.startsWith('等级'),
  );
  expect(line).toMatchObject({
    who: '陈国栋',
    role: '中心主任',
    text: '等级由橙调整为黄',
    detail: '工人情绪已平复，厂方答应先付一半',
  });
});

test('a red case tells director and leader at once', async () => {
  const { id } = await register(desk, { ...wages, facts: { ...wages.facts, violence: true, lifeThreat: true } });
  await app.drain();
  for (const role of ['director', 'leader']) {
    const { body } = await (await app.as(role)).get('/api/notices');
    expect(body.items.some(({ caseId, read }: { caseId: string; read: boolean }) => caseId === id && !read)).toBe(true);
  }
});
