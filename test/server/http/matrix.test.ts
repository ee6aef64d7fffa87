import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../server/identity/contract.ts';
import { sendNotice } from '../../../server/notices/send.ts';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { complete, drainage, register, wages } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';
import { multipart, png } from '../../support/multipart.ts';
import { apart, promises, type Things } from './routes.ts';

const roles: readonly (readonly [initial: string, role: Role])[] = [
  ['d', 'desk'],
  ['m', 'mediator'],
  ['D', 'director'],
  ['L', 'leader'],
  ['a', 'admin'],
  ['U', 'auditor'],
];

let app: TestApp;
let things: Things;
let listed: Record<string, string>;
beforeAll(async () => {
  app = await buildTestApp();
  things = await makeThings();
  listed = await routesOf(app);
}, 120_000);
afterAll(() => app.close());

/** Every route of the description, `POST /api/cases/{id}` → the initials of its roles. */
async function routesOf({ inject }: TestApp): Promise<Record<string, string>> {
  type Operation = { 'x-roles'?: Role[]; 'x-public'?: boolean };
  const { body } = await inject<{ paths: Record<string, Record<string, Operation>> }>({ url: '/api/openapi.json' });
  const found: Record<string, string> = {};
  for (const [path, operations] of Object.entries(body.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (!path.startsWith('/api/')) continue;
      const initials = roles.filter(([, role]) => operation['x-roles']?.includes(role)).map(([initial]) => initial);
      found[`${method.toUpperCase()} ${path}`] = operation['x-public'] ? 'everybody' : initials.join(' ');
    }
  }
  return found;
}

/** One thing of each kind, made the way people make them. */
async function makeThings(): Promise<Things> {
  const [desk, mediator, director, leader] = await Promise.all(
    ['desk', 'liuzhiqiang', 'director', 'leader'].map((who) => app.as(who)),
  );
  const { id } = await register(desk!, drainage);
  const { payload, headers } = multipart([{ name: 'a.png', content: png }]);
  const uploaded = await app.inject<{ id: string }[]>({
    method: 'POST',
    url: `/api/cases/${id}/attachments`,
    headers: { ...desk!.headers, ...headers },
    payload,
  });
  const ordered = await register(desk!, wages);
  const appointed = await register(desk!, { ...wages, facts: { people: 2 } });
  await app.drain();
  await complete(director!, ordered.id, '研判分流', { route: 'order', grading: { level: 3 } });
  await complete(director!, appointed.id, '研判分流', { route: 'scheduled', grading: { level: 1 } });
  await app.drain();
  await complete(mediator!, ordered.id, '填写发令单', {
    order: {
      kind: 'on_site',
      department: 'renshe',
      cause: 'not_ours',
      reason: '属于劳动保障监察职责，镇里没有执法权。',
      request: '请派人到场核实欠薪情况。',
      urgent: false,
    },
  });
  const appointment = {
    startsAt: '2026-11-27T09:00:00+08:00',
    endsAt: '2026-11-27T11:00:00+08:00',
    room: '第一调解室',
    departments: ['renshe'],
    persons: ['双方当事人'],
  };
  await complete(mediator!, appointed.id, '约定时间地点', { appointment });
  await complete(leader!, ordered.id, '镇领导审批', { approval: { approved: true, opinion: '同意' } });
  await app.drain();
  await app.deps.database
    .transaction()
    .execute((trx) => sendNotice(trx, home, { to: 'director', text: '有一件事', cause: 'matrix' }, app.clock.now()));
  const view = (await desk!.get(`/api/cases/${id}`)).body;
  const first = async (table: 'dispatch_order' | 'appointment' | 'mail' | 'document' | 'notice', column: string) => {
    const row = (await app.deps.database.selectFrom(table).selectAll().executeTakeFirstOrThrow()) as Record<
      string,
      unknown
    >;
    return String(row[column]);
  };
  return {
    case: id,
    party: view.parties[0].id,
    task: view.tasks[0].id,
    attachment: uploaded.body[0]!.id,
    order: await first('dispatch_order', 'order_id'),
    appointment: await first('appointment', 'appointment_id'),
    mail: await first('mail', 'mail_id'),
    document: await first('document', 'document_id'),
    notice: await first('notice', 'notice_id'),
  };
}

interface Call {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body: unknown;
}

function callOf(name: string): Call {
  const [method, path] = name.split(' ') as [Call['method'], string];
  const promise = promises[name]!;
  return { name, method, url: promise.path?.(things) ?? path, body: promise.body };
}

async function send({ method, url, body }: Call, headers: Record<string, string>) {
  const {
    status,
    body: answer,
    text,
  } = await app.inject<{ code?: string }>({
    method,
    url,
    headers,
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return { status, code: answer?.code, text };
}

const allows = (name: string, initial: string) => promises[name]!.roles.split(' ').includes(initial);
const ours = () =>
  new RegExp(
    [...Object.values(things).map((id) => id.split('.')[0]!), '赵某某', '孙某某', '何敏', 'CC2026-0001'].join('|'),
  );
const names = Object.keys(promises);
const changing = names.filter((name) => !name.startsWith('GET '));

test('every route has a row here, and every row a route with these roles', () => {
  const written = {
    ...Object.fromEntries(Object.entries(promises).map(([name, { roles: list }]) => [name, list])),
    ...apart,
  };
  const sorted = (list: string) => list.split(' ').sort().join(' ');
  const normal = (table: Record<string, string>) =>
    Object.fromEntries(Object.entries(table).map(([name, list]) => [name, sorted(list)]));
  expect(normal(listed)).toEqual(normal(written));
});

describe('nobody who has not signed in', () => {
  test.each(names)('%s', async (name) => {
    expect(await send(callOf(name), {})).toMatchObject({ status: 401, code: 'unauthenticated' });
  });
});

describe.each(roles)('%s (%s)', (initial, role) => {
  test.each(names.filter((name) => !promises[name]!.roles.split(' ').includes(initial)))('may not %s', async (name) => {
    const { headers } = await app.as(role);
    expect(await send(callOf(name), headers)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test.each(names.filter((name) => promises[name]!.roles.split(' ').includes(initial)))(
    'of another town sees nothing of ours by %s',
    async (name) => {
      const { headers } = await app.as(role, elsewhere);
      const answer = await send(callOf(name), headers);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(ours());
      if (promises[name]!.elsewhere === undefined) expect(answer.status).toBe(404);
      else expect(answer.code).not.toBe('forbidden');
    },
  );
});

describe('a change', () => {
  test.each(changing)('%s needs the token of the session and a page of ours', async (name) => {
    const [, role] = roles.find(([initial]) => allows(name, initial))!;
    const { headers } = await app.as(role);
    expect(await send(callOf(name), { cookie: headers.cookie! })).toMatchObject({ status: 403, code: 'csrf' });
    expect(await send(callOf(name), { ...headers, origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      code: 'foreign-origin',
    });
  });

  test.each(changing.filter((name) => promises[name]!.body !== undefined))(
    '%s takes no property that it does not know',
    async (name) => {
      const [, role] = roles.find(([initial]) => allows(name, initial))!;
      const { headers } = await app.as(role);
      const call = callOf(name);
      for (const [property, value] of Object.entries({
        role: 'admin',
        roles: ['admin'],
        town: elsewhere,
        town_id: elsewhere,
        status: 'closed',
        createdAt: 'x',
      })) {
        expect(await send({ ...call, body: { ...(call.body as object), [property]: value } }, headers)).toMatchObject({
          status: 400,
          code: 'invalid',
        });
      }
    },
  );
});

describe.each(roles)('%s (%s), at home, is let in by', (initial, role) => {
  let client: Client;
  // Signing out would end what follows; it comes last.
  const mine = names
    .filter((name) => promises[name]!.roles.split(' ').includes(initial))
    .sort((a, b) => Number(a === 'DELETE /api/session') - Number(b === 'DELETE /api/session'));
  beforeAll(async () => {
    client = await app.as(role);
  });
  test.each(mine)('%s', async (name) => {
    const { status, code } = await send(callOf(name), client.headers);
    expect(status).toBeLessThan(500);
    expect([401, 'forbidden', 'csrf']).not.toContain(status === 401 ? status : code);
  });
});
