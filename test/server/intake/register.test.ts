import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register, wages } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';

let app: TestApp;
let desk: Client;
beforeAll(async () => {
  app = await buildTestApp();
  desk = await app.as('desk');
});
afterAll(() => app.close());

describe('registering', () => {
  test('gives the next number of the town and the year, and the lifecycle begins', async () => {
    const first = await register(desk, drainage);
    expect(first).toEqual({ id: expect.stringMatching(/^[\da-f-]{36}$/), number: 'CC2026-0001', merged: false });
    expect((await register(desk, wages)).number).toBe('CC2026-0002');
    const instance = await app.deps.engine.instance({ town: home, instance: first.id });
    expect(instance).toMatchObject({ businessKey: first.id, status: 'active' });
    const scope = instance!.state.scopes[0]!;
    expect(scope.v).toMatchObject({
      ...{
        case: first.id,
        source: 'grid',
        type: 'neighbour.drainage',
        people: 5,
        amount: null,
        monthsSince: 2,
        violence: false,
      },
      ...{ willing: true, litigation: false, needsDepartment: false, village: `${home}202`, firstHandler: desk.id },
    });
  });

  test('keeps numbers without gaps when many come together, and when one fails', async () => {
    const broken = { ...drainage, parties: [{ ...drainage.parties[0]!, name: '乙', phone: 'x'.repeat(30) }] };
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        at % 4 === 3 ? desk.post('/api/cases', broken) : desk.post('/api/cases', drainage),
      ),
    );
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(3);
    const numbers = answers.flatMap(({ body }) => body.number ?? []).sort();
    expect(numbers).toEqual(Array.from({ length: 9 }, (_, at) => `CC2026-${String(at + 3).padStart(4, '0')}`));
  });

  test('each town counts for itself', async () => {
    const other = await app.as('desk', elsewhere);
    const village = `${elsewhere}200`;
    expect(
      (await register(other, { ...drainage, village, parties: [{ ...drainage.parties[0]!, village }] })).number,
    ).toBe('CC2026-0001');
  });

  test('stores nothing of the parties or the story in clear', async () => {
    const { id } = await register(desk, drainage);
    const rows = await Promise.all(
      (['case_file', 'party', 'case_event', 'instance', 'task', 'history', 'audit_entry'] as const).map((table) =>
        app.deps.database
          .selectFrom(table as 'case_file')
          .selectAll()
          .execute(),
      ),
    );
    const stored = JSON.stringify(rows, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
    for (const secret of [
      '赵小明',
      '钱大力',
      '13800001111',
      '440783198001011234',
      '雨水倒灌',
      '12 号与 14 号',
      '清理水沟',
    ]) {
      expect(stored.includes(secret) || stored.includes(Buffer.from(secret).toString('latin1'))).toBe(false);
    }
    const file = await app.deps.database
      .selectFrom('case_file')
      .selectAll()
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow();
    expect({ title: file.title, parties: file.parties, place: file.place, stage: file.stage }).toEqual({
      title: '赵某某等 2 人与钱某某等 3 人排水纠纷',
      parties: '赵某某等 2 人 / 钱某某等 3 人',
      place: '示范三村',
      stage: expect.stringMatching(/发现|研判|流转|处置/),
    });
  });

  test('writes the audit log, with the number and without the words', async () => {
    const { number } = await register(desk, drainage);
    const entry = await app.deps.database
      .selectFrom('audit_entry')
      .selectAll()
      .where('town_id', '=', home)
      .where('object', '=', number)
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ action: 'case.register', actor_id: desk.id, actor_name: '何敏', ok: true });
  });
});

describe('the same request again', () => {
  test('gives the same case', async () => {
    const key = 'once-and-once-only';
    const answers = await Promise.all([register(desk, wages, key), register(desk, wages, key).catch(() => undefined)]);
    const again = await register(desk, wages, key);
    expect(again).toEqual(answers[0]);
    const { length } = await app.deps.database
      .selectFrom('case_file')
      .select('case_id')
      .where('number', '=', again.number)
      .execute();
    expect(length).toBe(1);
  });
  test('with another body is refused', async () => {
    const answer = await desk.post(
      '/api/cases',
      { ...wages, story: '另一件事情，另一个经过' },
      { 'idempotency-key': 'once-and-once-only' },
    );
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });
  test('of somebody else is another request', async () => {
    const mediator = await app.as('mediator');
    const [mine, theirs] = [
      await register(desk, wages, 'once-and-once-only'),
      await register(mediator, wages, 'once-and-once-only'),
    ];
    expect(theirs.id).not.toBe(mine.id);
  });
});

describe('refused', () => {
  test.each([
    ['an unknown type', { type: 'labour.nothing' }, 422, '/type'],
    ['a village of another town', { village: `${elsewhere}200` }, 422, '/village'],
    ['the town itself for a village', { village: String(home) }, 422, '/village'],
    ['an unknown path', { paths: ['调解', '决斗'] }, 422, '/paths/1'],
    [
      'a respondent without a name',
      { parties: [{ side: 'respondent', kind: 'person', name: ' ' }] },
      422,
      '/parties/0/name',
    ],
    ['no party', { parties: [] }, 400, '/parties'],
    ['a story of nothing', { story: '无' }, 400, '/story'],
    // The name of an invented property may be anything, and is not said back.
    ['another town', { town_id: elsewhere }, 400, undefined],
    ['a level', { level: 4 }, 400, undefined],
    ['a first handler', { firstHandler: 'x' }, 400, undefined],
    ['a number', { number: 'CC2026-9999' }, 400, undefined],
  ])('%s', async (_, change, status, field) => {
    const answer = await desk.post('/api/cases', { ...drainage, ...change });
    expect({ status: answer.status, field: answer.body.field }).toEqual({ status, field });
  });
});

test('options: the taxonomy in two levels, villages with their grids, the eight paths', async () => {
  const { body } = await desk.get('/api/intake/options');
  expect(body.paths).toEqual(['信访调处', '调解', '仲裁', '诉讼', '法律援助', '困难帮扶', '司法救助', '心理安抚']);
  expect(body.sources.map(({ label }: { label: string }) => label)).toEqual([
    '来访',
    '来电',
    '网格上报',
    '部门转来',
    '法院·检察·公安',
    '网上',
  ]);
  expect(body.villages[2]).toEqual({
    id: `${home}202`,
    label: '示范三村',
    children: [
      { id: `${home}202001`, label: '示范三村第 5 网格' },
      { id: `${home}202002`, label: '示范三村第 6 网格' },
    ],
  });
  expect(body.types.find(({ code }: { code: string }) => code === 'labour').children[0]).toEqual({
    code: 'labour.wages',
    label: '欠薪',
  });
});

test('the score is that of the decision tables which will grade the case', async () => {
  const { body } = await desk.post('/api/intake/score', { type: wages.type, facts: wages.facts });
  expect(body).toEqual({
    ...{ score: expect.any(Number), level: 3, toNext: { level: 4, points: expect.any(Number) } },
    items: expect.arrayContaining([{ label: expect.stringContaining('22'), points: 15 }]),
    after: [
      { when: '登记后', what: '通知中心主任和镇领导' },
      { when: '3 日内', what: '镇班子成员包案会商' },
      { when: '每日', what: '报告进展' },
    ],
  });
  const sum = body.items.reduce((total: number, { points }: { points: number }) => total + points, 0);
  expect(body.score).toBe(sum);
  const { id } = await register(desk, wages);
  await app.drain();
  expect((await desk.get(`/api/cases/${id}`)).body).toMatchObject({ score: body.score, level: 3 });
});
