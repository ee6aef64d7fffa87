import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register, taskAt } from '../../support/cases.ts';
import { elsewhere } from '../../support/fixtures.ts';

let app: TestApp;
let liu: Client;
let huang: Client;
let caseId: string;
beforeAll(async () => {
  app = await buildTestApp();
  [liu, huang] = [await app.as('liuzhiqiang'), await app.as('huangli')];
  caseId = (await register(await app.as('desk'), drainage)).id;
  await app.drain();
});
afterAll(() => app.close());

const say = async (who: Client, text: string, more: object = {}) =>
  who.post(`/api/cases/${caseId}/comments`, { text, ...more });
const lines = async (who: Client) =>
  (await who.get(`/api/cases/${caseId}/timeline`)).body
    .filter(({ kind }: { kind: string }) => kind === 'comment')
    .map(({ who: author, role, text, detail, until }: Record<string, unknown>) => ({
      ...{ who: author, role, text, detail },
      ...(until === undefined ? {} : { until }),
    }));

describe('a comment', () => {
  test('stands in the timeline for who may see the case, newest first, and its author may take it back for ten minutes', async () => {
    await say(liu, '当事人下午三点以后才有空。');
    app.clock.advance(60_000);
    await say(huang, '我去送告知书。', { task: await taskAt(huang, caseId, '征求意愿') });
    const [first, second] = [
      { who: '黄丽', role: '调解员', text: '在“征求意愿”留言', detail: '我去送告知书。' },
      { who: '刘志强', role: '调解员', text: '留言', detail: '当事人下午三点以后才有空。' },
    ];
    expect(await lines(await app.as('desk'))).toEqual([first, second]);
    expect(await lines(liu)).toEqual([first, { ...second, until: '2026-11-23T09:10:00+08:00' }]);
    app.clock.advance(10 * 60_000);
    expect(await lines(liu)).toEqual([first, second]);
  });

  test('is sealed, and of the auditor seen without its words', async () => {
    const { rows } = await app.deps.pool.query('select case_comment::text as row from case_comment');
    expect(rows.map(({ row }) => row).join()).not.toMatch(/告知书|三点/);
    const [first] = await lines(await app.as('auditor'));
    expect(first).toEqual({ who: '黄丽', role: '调解员', text: '在“征求意愿”留言', detail: null });
  });

  test('is in the audit log without its words', async () => {
    const { rows } = await app.deps.pool.query(
      "select actor_name, object, details::text from audit_entry where action = 'comment.add' order by seq",
    );
    expect(rows.map(({ actor_name, object }) => [actor_name, object])).toEqual([
      ['刘志强', 'CC2026-0001'],
      ['黄丽', 'CC2026-0001'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/告知书|三点/);
  });

  test.each([
    ['empty', { text: '' }, 400],
    ['only of spaces', { text: '   ' }, 400],
    ['too long', { text: '长'.repeat(1001) }, 400],
  ])('that is %s is refused', async (_, body, status) => {
    expect((await liu.post(`/api/cases/${caseId}/comments`, body)).status).toBe(status);
  });

  test('is not for another town, nor at the step of another case', async () => {
    const there = await app.as('mediator', elsewhere);
    expect((await there.post(`/api/cases/${caseId}/comments`, { text: '你好' })).status).toBe(404);
    const other = await register(await app.as('desk'), { ...drainage, place: '示范三村 88 号' });
    await app.drain();
    const task = await taskAt(liu, other.id, '征求意愿');
    expect(await say(liu, '写错地方', { task })).toMatchObject({
      status: 422,
      body: { code: 'task-of-another-case', field: '/task' },
    });
  });
});

describe('taken back', () => {
  test('within ten minutes by its author, it leaves its place and no words', async () => {
    const { body } = await say(liu, '写错了，请忽略。');
    expect((await huang.delete(`/api/comments/${body.id}`)).body.code).toBe('comment-not-yours');
    app.clock.advance(10 * 60_000);
    expect((await liu.delete(`/api/comments/${body.id}`)).status).toBe(204);
    expect((await lines(huang))[0]).toEqual({ who: '刘志强', role: '调解员', text: '留言，已撤回', detail: null });
    expect((await liu.delete(`/api/comments/${body.id}`)).body.code).toBe('comment-gone');
    const { rows } = await app.deps.pool.query('select text_enc from case_comment where comment_id = $1', [body.id]);
    expect(rows).toEqual([{ text_enc: null }]);
    const { rows: trace } = await app.deps.pool.query(
      "select actor_name, details from audit_entry where action = 'comment.take-back'",
    );
    expect(trace).toEqual([{ actor_name: '刘志强', details: { comment: body.id } }]);
  });

  test('not after ten minutes, and never edited', async () => {
    const { body } = await say(liu, '这句话要留着。');
    app.clock.advance(10 * 60_000 + 1);
    expect(await liu.delete(`/api/comments/${body.id}`)).toMatchObject({
      status: 409,
      body: { code: 'comment-stands', detail: '留言超过 10 分钟，不能再撤回' },
    });
    expect((await liu.put(`/api/comments/${body.id}`, { text: '改一下' })).status).toBe(404);
  });
});
