import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify.ts';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { complete, drainage, register } from '../../support/cases.ts';
import { home, personOf } from '../../support/fixtures.ts';

let app: TestApp;
let desk: Client;
let mediator: Client;
let id: string;
beforeAll(async () => {
  app = await buildTestApp();
  desk = await app.as('desk');
  mediator = await app.as('liuzhiqiang');
});
afterAll(() => app.close());

const view = async (client = desk) => (await client.get(`/api/cases/${id}`)).body;
const at = async (moment: string) => {
  app.clock.set(moment);
  // Sessions are short, the case is long.
  [desk, mediator] = [await app.as('desk'), await app.as('liuzhiqiang')];
  await app.drain();
};

test('a grid worker reports, the desk registers: the mediators are awaited', async () => {
  ({ id } = await register(desk, drainage));
  await app.drain();
  expect(await view()).toMatchObject({
    ...{
      number: 'CC2026-0001',
      title: '赵某某等 2 人与钱某某等 3 人排水纠纷',
      type: '邻里 / 排水',
      source: '网格上报',
      level: 1,
    },
    ...{ stage: '处置', status: '等 调解员征求意愿', closed: false, firstHandler: '何敏', village: '示范三村' },
    ...{
      story: drainage.story,
      demand: drainage.demand,
      place: drainage.place,
      people: 5,
      amount: null,
      reports: 0,
      linked: [],
    },
    deadline: { state: 'calm', sentence: '剩 1 个工作日', date: '11月24日 周二 17:30' },
    parties: [
      {
        side: 'claimant',
        name: '赵某某',
        phone: '138****1111',
        idNumber: '4407**********1234',
        village: '示范三村',
        people: 2,
        willing: null,
      },
      {
        side: 'respondent',
        name: '钱某某',
        phone: '138****2222',
        idNumber: null,
        village: null,
        people: 3,
        willing: null,
      },
    ],
    missing: ['当事人身份证明', '调解记录'],
  });
});

test('the mediator asks both, mediates and writes the oral agreement down', async () => {
  const { parties } = await view();
  await at('2026-11-23T14:00:00+08:00');
  const task = (await mediator.get('/api/tasks?view=unclaimed')).body.items[0];
  expect(task).toMatchObject({
    name: '征求意愿',
    case: { number: 'CC2026-0001', parties: '赵某某等 2 人 / 钱某某等 3 人' },
    who: '调解员',
    claimedByMe: false,
  });
  expect((await mediator.post(`/api/tasks/${task.id}/claim`)).status).toBe(204);
  expect((await view()).status).toBe('等 刘志强（调解员）征求意愿');
  await complete(mediator, id, '征求意愿', {
    willingness: { parties: parties.map((party: { id: string }) => ({ party: party.id, willing: true })) },
  });
  await app.drain();
  expect((await view()).parties.map(({ willing }: { willing: boolean }) => willing)).toEqual([true, true]);

  await at('2026-11-24T10:00:00+08:00');
  const open = (await view()).tasks.find(({ status }: { status: string }) => status === 'open');
  const record = {
    result: 'agreed',
    place: '示范三村村委会',
    process: '双方到现场看过水沟，同意共同出资清理并降低路面。',
    present: ['赵小明', '钱大力'],
  };
  const data: Record<string, unknown> = { record };
  const form = (await mediator.get(`/api/tasks/${open.id}`)).body.form;
  if (form.schema.then) data.agreementKind = 'oral';
  await complete(mediator, id, open.name, data);
  await app.drain();
  await complete(mediator, id, '登记口头协议', {
    agreement: {
      kind: 'oral',
      facts: '两户因路面抬高排水发生纠纷。',
      content: '共同清理水沟，十日内完工。',
      mode: '自行履行',
      performBy: '2026-12-04',
    },
  });
  await app.drain();
  expect(await view()).toMatchObject({ stage: '反馈', mediator: '刘志强' });
});

test('feedback, then a visit seven days after by somebody else, then the archive', async () => {
  await at('2026-11-25T09:00:00+08:00');
  await complete(mediator, id, '反馈当事人', { note: { text: '电话告知双方协议已登记，十日内完工。' } });
  await app.drain();
  expect((await view()).tasks.filter(({ status }: { status: string }) => status === 'open')).toEqual([]);

  await at('2026-12-14T09:00:00+08:00');
  expect((await mediator.get('/api/tasks?view=unclaimed')).body.items).toEqual([]);
  await complete(desk, id, '回访', {
    followup: { channel: 'phone', performed: 'yes', satisfaction: 'satisfied', note: '水沟已清理，双方满意。' },
  });
  await app.drain();
  await complete(desk, id, '归档', { archive: { volume: ['卷宗封面', '卷内目录', '调解记录', '回访记录'] } });
  await app.drain();
  expect(await view()).toMatchObject({
    closed: true,
    outcome: '达成协议',
    status: '12月14日 周一 09:00 结案：达成协议',
    deadline: null,
  });
  expect((await view()).stages.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)).toEqual([
    '发现 done',
    '研判 done',
    '流转 done',
    '处置 done',
    '反馈 done',
  ]);
});

test('the timeline tells it, newest first', async () => {
  const { body } = await desk.get(`/api/cases/${id}/timeline`);
  const lines = body.map(({ who, role, text }: { who: string; role: string; text: string }) =>
    who ? `${who}（${role}） ${text}` : text,
  );
  expect(lines.at(0)).toMatch(/结案：达成协议/);
  expect(lines.at(-1)).toBe('何敏（首问责任人） 网格上报登记，编号 CC2026-0001');
  for (const line of [
    '刘志强（调解员） 征求意愿：各方愿意调解',
    '何敏（首问责任人） 归档：卷内 4 种文书',
    '进入“就地调解”',
    '进入“回访”',
  ]) {
    expect(lines).toContain(line);
  }
  // A step that told what was done in it is not told a second time.
  expect(lines.filter((line: string) => line.includes('完成“'))).toEqual([]);
});

test('the diagrams show every way that was taken, in every procedure', async () => {
  const { body } = await desk.get(`/api/cases/${id}/diagram`);
  expect(
    body.map(
      ({ name, version, active }: { name: string; version: number; active: boolean }) => `${name} ${version} ${active}`,
    ),
  ).toEqual(['矛盾纠纷办理 1 false', '就地调解 1 false', '回访 1 false']);
  const [lifecycle, onSite] = body;
  expect(lifecycle.xml).toContain('id="case-lifecycle"');
  expect(lifecycle.elements.archive).toEqual({ state: 'done', note: '14日 何敏', count: 1 });
  expect(onSite.elements['ask-willingness']).toEqual({ state: 'done', note: '23日 刘志强', count: 1 });
  expect(onSite.flows.every((flow: string) => onSite.xml.includes(`id="${flow}"`))).toBe(true);
  expect(lifecycle.flows.every((flow: string) => lifecycle.xml.includes(`id="${flow}"`))).toBe(true);
});

test('the log has every act of a person, and its chain holds', async () => {
  const rows = await app.deps.database
    .selectFrom('audit_entry')
    .select(['action', 'actor_name'])
    .where('town_id', '=', home)
    .orderBy('seq')
    .execute();
  expect(rows.map(({ action, actor_name }) => `${actor_name} ${action}`)).toEqual([
    '何敏 case.register',
    '刘志强 task.claim',
    ...Array.from({ length: 4 }, () => '刘志强 task.complete'),
    '何敏 task.complete',
    '何敏 task.complete',
  ]);
  expect(await verifyChain(app.deps.database, home)).toMatchObject({ ok: true, checked: 8 });
});

test('the stored commands give the stored state again', async () => {
  const ref = { town: home, instance: id };
  expect(await app.deps.engine.replay(ref)).toEqual((await app.deps.engine.instance(ref))!.state);
  expect(personOf('desk').id).toBe(desk.id);
});
