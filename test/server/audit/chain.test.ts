import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonical } from '../../../server/audit/chain.ts';
import { record } from '../../../server/audit/record.ts';
import { verifyChain } from '../../../server/audit/verify.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { elsewhere, home } from '../../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());

const by = { kind: 'user', id: 'u', name: '何敏' } as const;
const append = (town: number, ...objects: string[]) =>
  app.deps.database.transaction().execute((trx) =>
    record(
      trx,
      town,
      ...objects.map((object) => ({
        at: app.clock.now(),
        by,
        action: 'case.read' as const,
        object,
        details: { b: 1, a: [object] },
      })),
    ),
  );
const tamper = (text: string) => sql.raw(text).execute(app.deps.database);
const verify = (town = home) => verifyChain(app.deps.database, town);

beforeEach(async () => {
  await tamper('truncate audit_entry, audit_head');
  await append(home, 'CC2026-0001', 'CC2026-0002');
  await append(home, 'CC2026-0003');
  await append(elsewhere, 'CC2026-0001');
});

test('a chain that nobody touched holds, each town for itself', async () => {
  const head = await app.deps.database
    .selectFrom('audit_head')
    .select('hash')
    .where('town_id', '=', home)
    .executeTakeFirstOrThrow();
  expect(await verify()).toEqual({ ok: true, checked: 3, brokenAt: null, head: head.hash });
  expect((await verify(elsewhere)).checked).toBe(1);
});

describe('shows that', () => {
  test.each([
    ['a column was changed', "update audit_entry set actor_name = '别人' where town_id = 440783104 and seq = 2", 2],
    ['a detail was changed', `update audit_entry set details = '{"b": 2}' where town_id = 440783104 and seq = 1`, 1],
    ['a success was made a failure', 'update audit_entry set ok = false where town_id = 440783104 and seq = 3', 3],
    [
      'a time was moved',
      "update audit_entry set at = at - interval '1 second' where town_id = 440783104 and seq = 2",
      2,
    ],
    ['an entry was deleted', 'delete from audit_entry where town_id = 440783104 and seq = 2', 2],
    ['the end was cut off', 'delete from audit_entry where town_id = 440783104 and seq = 3', 3],
    ['everything was deleted', 'delete from audit_entry where town_id = 440783104', 1],
    [
      'two entries were swapped',
      'update audit_entry set seq = case seq when 1 then -2 else -1 end where town_id = 440783104 and seq < 3; update audit_entry set seq = -seq where seq < 0',
      1,
    ],
    ['the remembered end was replaced', "update audit_head set hash = repeat('0', 64) where town_id = 440783104", 3],
  ])('%s', async (_, statement, brokenAt) => {
    await tamper(statement);
    expect(await verify()).toMatchObject({ ok: false, brokenAt });
    expect((await verify(elsewhere)).ok).toBe(true);
  });
});

test('entries that come together are numbered without gaps', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, at) => append(home, `CC2026-1${at}`)));
  expect(await verify()).toMatchObject({ ok: true, checked: 23 });
});

test('the first entries of a town hold together when many write them at once', async () => {
  await tamper('truncate audit_entry, audit_head');
  await Promise.all(Array.from({ length: 12 }, (_, at) => append(home, `CC2026-${at}`, `CC2027-${at}`)));
  expect(await verify()).toMatchObject({ ok: true, checked: 24 });
});

test.each(['“他说\\"不"”', '\n\t\u0007\u2028', '𠮷', "'; drop", '{},NULL'])(
  'signs are hashed as they are read: %j',
  async (text) => {
    await append(home, text, text);
    expect(await verify()).toMatchObject({ ok: true, checked: 5 });
  },
);

test('an entry goes with the transaction that it tells of', async () => {
  const failing = app.deps.database.transaction().execute(async (trx) => {
    await record(trx, home, { at: app.clock.now(), by, action: 'case.read' });
    throw new Error('the act failed');
  });
  await expect(failing).rejects.toThrow('the act failed');
  expect(await verify()).toMatchObject({ ok: true, checked: 3 });
});

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: undefined, aa: true })).toBe(
    '{"aa":true,"b":[1,{"c":"x","d":null}]}',
  );
});

describe('the auditor', () => {
  test('reads newest first and page by page', async () => {
    await append(home, ...Array.from({ length: 60 }, (_, at) => `CC2026-2${String(at).padStart(3, '0')}`));
    const auditor = await app.as('auditor');
    const first = (await auditor.get('/api/audit')).body;
    const second = (await auditor.get(`/api/audit?cursor=${first.next}`)).body;
    expect([first.items.length, first.items[0].seq, second.items.length, second.items.at(-1).seq, second.next]).toEqual(
      [50, 63, 13, 1, null],
    );
    expect(first.items[0]).toEqual({
      ...{
        seq: 63,
        at: '2026-11-23T09:00:00+08:00',
        who: '何敏',
        action: 'case.read',
        actionTitle: '查阅案件',
        object: 'CC2026-2059',
        ok: true,
      },
      hash: expect.stringMatching(/^[\da-f]{64}$/),
    });
  });

  test('searches by person, object and the name of the act', async () => {
    const auditor = await app.as('auditor');
    const count = async (q: string) => (await auditor.get(`/api/audit?q=${encodeURIComponent(q)}`)).body.items.length;
    expect([
      await count('何敏'),
      await count('CC2026-0002'),
      await count('查阅'),
      await count('%'),
      await count('结案'),
    ]).toEqual([3, 1, 3, 0, 0]);
  });

  test('verifies', async () => {
    const auditor = await app.as('auditor');
    expect((await auditor.get('/api/audit/verify')).body).toMatchObject({ ok: true, checked: 3 });
  });
});
