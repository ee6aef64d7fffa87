import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieName } from '../../../server/identity/sessions.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { elsewhere, home, password, personOf } from '../../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());

const logIn = (login: string, secret = password, more: Record<string, string> = {}) =>
  app.inject<Record<string, unknown>>({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: secret },
    headers: more,
    remoteAddress: `10.0.0.${login.length}`,
  });
const cookieOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
  String([headers['set-cookie']].flat()[0]);
const session = (cookie: string) => ({ cookie: cookie.split(';')[0]! });

describe('signing in', () => {
  test('answers who it is, and a cookie that scripts and other sites do not get', async () => {
    const answer = await logIn('hemin');
    const { id, name } = personOf('desk');
    expect(answer.body).toEqual({
      ...{
        id,
        name,
        login: 'hemin',
        roles: ['desk'],
        mustChangePassword: false,
        csrf: expect.stringMatching(/^[\w-]{43}$/),
      },
      town: { id: home, name: '苍城镇', centre: '苍城镇综治中心', dutyPhone: '0750-0000000' },
    });
    expect(cookieOf(answer)).toMatch(/^onedoor_session=440783104\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('what is stored is not what the browser has', async () => {
    const token = cookieOf(await logIn('hemin'))
      .split('.')[1]!
      .slice(0, 43);
    const rows = await app.deps.database.selectFrom('session').select('session_hash').execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(
      rows.some(
        ({ session_hash }) =>
          session_hash.equals(Buffer.from(token, 'base64url')) || session_hash.toString('utf8').includes(token),
      ),
    ).toBe(false);
  });

  test('a new session each time, and the one before ends', async () => {
    const first = session(cookieOf(await logIn('hemin')));
    const second = session(cookieOf(await logIn('hemin', password, first)));
    expect(second).not.toEqual(first);
    expect((await app.inject({ url: '/api/session', headers: first })).status).toBe(401);
    expect((await app.inject({ url: '/api/session', headers: second })).status).toBe(200);
  });

  test('a session id that the visitor brought is not taken over', async () => {
    const planted = `${cookieName}=${home}.${'A'.repeat(43)}`;
    const cookie = cookieOf(await logIn('hemin', password, { cookie: planted }));
    expect(cookie).not.toContain('AAAA');
    expect((await app.inject({ url: '/api/session', headers: { cookie: planted } })).status).toBe(401);
  });

  test('unknown account, disabled account and wrong password are the same answer', async () => {
    await app.deps.database
      .updateTable('account')
      .set({ disabled_at: new Date() })
      .where('login', '=', 'wujing')
      .execute();
    const answers = [await logIn('nobody-here'), await logIn('wujing'), await logIn('huangli', 'not the password')];
    await app.deps.database.updateTable('account').set({ disabled_at: null }).where('login', '=', 'wujing').execute();
    const expected = {
      type: 'urn:onedoor:problem:wrong-credentials',
      title: '尚未登录',
      status: 401,
      code: 'wrong-credentials',
      detail: '账号或密码不正确',
    };
    expect(answers.map(({ body }) => body)).toEqual([expected, expected, expected]);
  });

  test('a login names its town when two towns share it', async () => {
    await app.deps.database.updateTable('account').set({ login: 'hemin' }).where('login', '=', 'other-desk').execute();
    const [bare, here, there] = [await logIn('hemin'), await logIn(`hemin@${home}`), await logIn(`hemin@${elsewhere}`)];
    await app.deps.database
      .updateTable('account')
      .set({ login: 'other-desk' })
      .where('town_id', '=', elsewhere)
      .where('login', '=', 'hemin')
      .execute();
    expect([bare.status, here.body.name, there.body.name]).toEqual([401, '何敏', '示范甲']);
  });
});

describe('a session ends', () => {
  const me = (headers: Record<string, string>) => app.inject({ url: '/api/session', headers });

  test('after half an hour without use, not before', async () => {
    const { headers } = await app.as('director');
    app.clock.advance('PT29M');
    expect((await me(headers)).status).toBe(200);
    app.clock.advance('PT29M');
    expect((await me(headers)).status).toBe(200);
    app.clock.advance('PT31M');
    expect((await me(headers)).status).toBe(401);
  });

  test('after twelve hours, however busy', async () => {
    const { headers } = await app.as('director');
    for (let used = 0; used < 12 * 60 - 20; used += 20) {
      app.clock.advance('PT20M');
      expect((await me(headers)).status).toBe(200);
    }
    app.clock.advance('PT20M');
    expect((await me(headers)).status).toBe(401);
  });

  test('when one signs out', async () => {
    const client = await app.as('director');
    const answer = await client.delete('/api/session');
    expect([answer.status, cookieOf(answer)]).toEqual([204, expect.stringContaining('onedoor_session=;')]);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('with the next request, when the account is disabled', async () => {
    const client = await app.as('leader');
    await app.deps.database
      .updateTable('account')
      .set({ disabled_at: new Date() })
      .where('login', '=', 'wanghaitao')
      .execute();
    expect((await client.get('/api/session')).status).toBe(401);
    await app.deps.database
      .updateTable('account')
      .set({ disabled_at: null })
      .where('login', '=', 'wanghaitao')
      .execute();
  });

  test.each([
    '',
    'x',
    `${home}.short`,
    `${home}.${'A'.repeat(44)}`,
    `x.${'A'.repeat(43)}`,
    `${elsewhere}.${'A'.repeat(43)}`,
  ])('%j is none', async (value) => {
    expect((await me({ cookie: `${cookieName}=${value}` })).status).toBe(401);
  });
});

describe('a password', () => {
  const change = async (current: string, next: string) => {
    const client = await app.as('huangli');
    return (await client.post('/api/session/password', { current, next })).body;
  };

  test.each(['Short-2026', 'onlylowercaseletters', 'lowercase-and-symbols', 'Huangli-2026-xyz', '123456789012-'])(
    '%s is too weak',
    async (next) => {
      expect(await change(password, next)).toMatchObject({ status: 422, code: 'weak-password', field: '/next' });
    },
  );

  test('is not changed by who does not know it', async () => {
    expect(await change('wrong', 'Another-Door-2026')).toMatchObject({
      status: 422,
      code: 'wrong-password',
      field: '/current',
    });
  });

  test('that is changed ends the other sessions, and opens new ones', async () => {
    const [one, two] = [await app.as('liuzhiqiang'), await app.as('liuzhiqiang')];
    expect((await one.post('/api/session/password', { current: password, next: 'Another-Door-2026' })).status).toBe(
      204,
    );
    expect([(await one.get('/api/session')).status, (await two.get('/api/session')).status]).toEqual([200, 401]);
    expect([(await logIn('liuzhiqiang')).status, (await logIn('liuzhiqiang', 'Another-Door-2026')).status]).toEqual([
      401, 200,
    ]);
  });

  test('that must be changed comes before anything else', async () => {
    await app.deps.database
      .updateTable('account')
      .set({ must_change_password: true })
      .where('login', '=', 'zhouming')
      .execute();
    const client = await app.as('zhouming');
    expect((await client.get('/api/people')).body).toMatchObject({ status: 403, code: 'must-change-password' });
    await client.post('/api/session/password', { current: password, next: 'Another-Door-2026' });
    expect((await client.get('/api/people')).status).toBe(200);
  });
});

test('colleagues of the own town only, those of a role when asked', async () => {
  const client = await app.as('desk');
  const logins = (await client.get<{ name: string }[]>('/api/people')).body.map(({ name }) => name);
  expect(logins).toEqual(['陈国栋', '何敏', '黄丽', '刘志强', '王海涛', '吴静', '周明']);
  expect((await client.get('/api/people?role=mediator')).body).toEqual([
    { id: personOf('huangli').id, name: '黄丽', roles: ['mediator'], unit: '综治中心' },
    { id: personOf('liuzhiqiang').id, name: '刘志强', roles: ['mediator'], unit: '综治中心' },
  ]);
});
