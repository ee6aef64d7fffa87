import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { type Act, exempt, acts as people } from './repeats.ts';
import { hook, operationActs } from './repeats-operations.ts';

const acts = { ...people, ...operationActs };

let app: TestApp;
let changing: string[];
beforeAll(async () => {
  app = await buildTestApp({ settings: { webhookAllow: [hook] } });
  const { body } = await app.inject<{ paths: Record<string, Record<string, unknown>> }>({ url: '/api/openapi.json' });
  changing = Object.entries(body.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((name) => !/^(GET|HEAD|OPTIONS) /.test(name));
});
afterAll(() => app.close());

const send = async (name: string, { who, url, headers }: Act, payload: unknown, key: string) => {
  const answer = await app.inject({
    ...{ method: name.split(' ')[0] as 'POST', url },
    headers: { ...who.headers, ...headers, 'idempotency-key': key },
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  return { status: answer.status, body: answer.body, replayed: answer.headers['idempotent-replayed'] === 'true' };
};

test('every route that changes something is proved here or is named with the reason why not', () => {
  expect([...changing].sort()).toEqual([...Object.keys(acts), ...Object.keys(exempt)].sort());
});

describe.each(Object.entries(acts))('%s', (name, prepare) => {
  test('the same key and content give the first answer, other content 422', async () => {
    const act = await prepare(app);
    const key = `key-of-${name.replaceAll(/\W+/g, '-')}`;
    const first = await send(name, act, act.body, key);
    expect({ status: first.status, body: first.body }).toSatisfy(({ status }) => status < 300);
    const again = await send(name, act, act.body, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    if (act.other === undefined) return;
    expect(await send(name, act, act.other, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });
});

describe('a key', () => {
  let desk: Client;
  const reveal = (key: string, reason: string) => {
    const url = `/api/cases/${place.caseId}/parties/${place.party}/reveal`;
    return desk.post(url, { reason }, { 'idempotency-key': key });
  };
  let place: { caseId: string; party: string };
  beforeAll(async () => {
    desk = await app.as('desk');
    const { url } = await acts['POST /api/cases/{id}/parties/{party}/reveal']!(app);
    const [, , , caseId, , party] = url.split('/');
    place = { caseId: caseId!, party: party! };
  });
  const looks = async () => {
    const { rows } = await app.deps.pool.query(
      "select count(*)::int as n from audit_entry where action = 'case.reveal'",
    );
    return rows[0].n as number;
  };

  test('is of one person: another who sends it is asking for the first time', async () => {
    const before = await looks();
    const mediator = await app.as('mediator');
    const url = `/api/cases/${place.caseId}/parties/${place.party}/reveal`;
    await reveal('key-of-one', '电话通知');
    await mediator.post(url, { reason: '电话通知' }, { 'idempotency-key': 'key-of-one' });
    expect(await looks()).toBe(before + 2);
  });

  test('of what was refused may be used again: nothing was changed', async () => {
    expect((await reveal('key-refused', '')).status).toBe(400);
    expect((await reveal('key-refused', '送达文书')).status).toBe(200);
  });

  test('sent twice at once: the second waits and gets the same', async () => {
    const before = await looks();
    const answers = await Promise.all([1, 2, 3].map(() => reveal('key-at-once', '送达文书')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await looks()).toBe(before + 1);
  });

  test('must look like one', async () => {
    expect(await reveal('short', '送达文书')).toMatchObject({ status: 400, body: { code: 'bad-idempotency-key' } });
  });

  test('leaves nothing readable: neither the content nor the answer', async () => {
    await reveal('key-sealed-answer', '核对身份');
    const { rows } = await app.deps.pool.query('select request_key::text as row from request_key');
    expect(rows.map(({ row }) => row).join()).not.toMatch(/赵小明|13800001111|核对身份/);
  });
});
