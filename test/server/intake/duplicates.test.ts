import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register, wages } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';

let app: TestApp;
let desk: Client;
let wagesCase: { id: string; number: string };
beforeAll(async () => {
  app = await buildTestApp();
  wagesCase = await register(await app.as('desk'), wages);
  app.clock.advance('P3D');
  await register(await app.as('desk'), drainage);
  await app.drain();
  desk = await app.as('desk');
});
afterAll(() => app.close());

const nothing = { names: [], phones: [] };
const look = async (query: object, client = desk) =>
  (await client.post('/api/intake/duplicates', { ...nothing, ...query })).body;
const reasons = async (query: object) =>
  (await look(query)).map((found: { number: string; reasons: string[] }) => [found.number, ...found.reasons]);

describe('a case of the last 30 days is found by', () => {
  test.each([
    ['the claimant', { names: ['孙 志远'] }, ['同一当事人', '3 天前']],
    ['the respondent', { names: ['示例五金厂'] }, ['同一对方', '3 天前']],
    ['a phone, however written', { phones: ['138-0000-3333'] }, ['同一电话', '3 天前']],
    ['the place', { village: `${home}201`, place: '示范二村 工业区3号' }, ['同址', '3 天前']],
    [
      'the story retold',
      { story: '示例五金厂停产，拖欠 22 名工人两个月工资，工人到厂门口讨要未果。' },
      ['描述相近', '3 天前'],
    ],
    [
      'several together',
      { names: ['示例五金厂', '孙志远'], phones: ['13800003333'] },
      ['同一电话', '同一当事人', '同一对方', '3 天前'],
    ],
  ])('%s', async (_, query, expected) => {
    const found = await reasons(query);
    expect(found).toHaveLength(1);
    expect(found[0].sort()).toEqual([wagesCase.number, ...expected].sort());
  });

  test('and is described without anybody’s name', async () => {
    expect(await look({ names: ['示例五金厂'] })).toEqual([
      {
        ...{
          id: wagesCase.id,
          number: wagesCase.number,
          title: wages.title,
          level: 3,
          received: '2026-11-23T09:00:00+08:00',
          closed: false,
        },
        ...{ reasons: ['同一对方', '3 天前'], status: expect.stringMatching(/^等 中心主任/) },
      },
    ]);
  });
});

describe('nothing is found', () => {
  test.each([
    ['without anything to look for', {}],
    ['by part of a name', { names: ['五金厂'] }],
    ['by the same place in another village', { village: `${home}200`, place: wages.place }],
    ['by another story', { story: '邻居家的狗半夜一直叫，影响休息，劝说无效，请帮忙协调处理一下。' }],
    ['by an empty name', { names: ['', ' '], phones: [''] }],
  ])('%s', async (_, query) => expect(await look(query)).toEqual([]));

  test('from another town', async () => {
    const other = await app.as('desk', elsewhere);
    expect(
      await look(
        {
          names: ['示例五金厂'],
          phones: ['13800003333'],
          story: wages.story,
          village: `${home}201`,
          place: wages.place,
        },
        other,
      ),
    ).toEqual([]);
  });
});

describe('a further report', () => {
  test('goes into the case, keeps its source and words, and makes no case', async () => {
    const again = { ...wages, source: 'phone' as const, duplicate: { of: wagesCase.id, verb: 'merge' as const } };
    const answer = await register(desk, again, 'merge-it-only-once');
    expect(answer).toEqual({ ...wagesCase, merged: true });
    expect(await register(desk, again, 'merge-it-only-once')).toEqual(answer);
    expect((await desk.get(`/api/cases/${wagesCase.id}`)).body.reports).toBe(1);
    const [line] = (await desk.get(`/api/cases/${wagesCase.id}/timeline`)).body;
    expect(line).toMatchObject({ who: '何敏', text: '并入一件重复诉求（来电）', detail: wages.story });
    expect((await desk.get('/api/cases?view=all')).body.items).toHaveLength(2);
    const entry = await app.deps.database
      .selectFrom('audit_entry')
      .select(['action', 'object'])
      .where('town_id', '=', home)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(entry).toEqual({ action: 'case.merge-report', object: wagesCase.number });
  });

  test('that only belongs with it becomes a case of its own, linked both ways', async () => {
    const { id, number } = await register(desk, { ...drainage, duplicate: { of: wagesCase.id, verb: 'link' } });
    const links = async (of: string) => (await desk.get(`/api/cases/${of}`)).body.linked;
    expect(await links(id)).toEqual([
      { id: wagesCase.id, number: wagesCase.number, title: wages.title, kind: 'linked' },
    ]);
    expect(await links(wagesCase.id)).toEqual([{ id, number, title: expect.any(String), kind: 'linked' }]);
  });

  test('of a case of another town is refused', async () => {
    const other = await app.as('desk', elsewhere);
    const village = `${elsewhere}200`;
    const answer = await other.post('/api/cases', {
      ...wages,
      village,
      duplicate: { of: wagesCase.id, verb: 'merge' },
    });
    expect(answer.body).toMatchObject({ status: 404, code: 'case-not-found' });
  });
});

test('after 30 days it is history', async () => {
  app.clock.advance('P27D');
  desk = await app.as('desk');
  expect(await look({ names: ['示例五金厂'] })).toHaveLength(1);
  app.clock.advance('P1D');
  desk = await app.as('desk');
  expect(await look({ names: ['示例五金厂'] })).toHaveLength(0);
});
