import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../engine/index.ts';
import type { Database } from '../../../server/db/schema.ts';
import { type BoardPage, boardCounts, boardPage, countsOfBoard, pageOfBoard } from '../../../server/orders/queries.ts';
import { breaches } from '../../engine/store/scale-rules.ts';
import { analyseAll, explain, type Sent, sentOf } from '../../support/explain.ts';
import { home } from '../../support/fixtures.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** The board of orders over towns that have been at work for years: what it holds, and how PostgreSQL finds it. */
let db: TestDatabase;
let database: Kysely<Database>;
const now = new Date('2026-11-25T09:00:00+08:00');
beforeAll(async () => {
  db = await testDatabase();
  database = openDatabase<Database>(db.pool);
  // A fifth are this town's; one in ten of those is open, in each of the states.
  await db.pool.query(
    `insert into dispatch_order (town_id, order_id, case_id, instance_id, procedure_key, number, title, department_id, kind, cause,
       reason_enc, request_enc, urgent, result_days, status, bounced, created_by, created_at, issued_at, sign_due, result_due, closed_at)
     select case when i % 5 = 0 then $1 else 440000000 + i % 50 end, id, id, id, 'dispatch-order@1', 'JB' || i, '事由 ' || i,
       (array['renshe', 'zhujian', 'nongye'])[1 + i % 3], 'on_site', 'not_ours', '', '', false, 10,
       case when i % 10 > 0 then 'closed' else (array['issued', 'signed', 'reported'])[1 + i / 10 % 3] end, false, id, at, at,
       timestamptz '2026-11-20 09:00+08' + i % 700 * interval '1 hour', timestamptz '2026-11-22 09:00+08' + i % 900 * interval '1 hour',
       case when i % 10 = 0 then null else at + interval '9 days' end
     from generate_series(1, 20000) i, lateral (select ('018f0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid as id,
       timestamptz '2020-01-01 09:00+08' + i * interval '1 hour' as at) row`,
    [home],
  );
  await analyseAll(db.pool, 'dispatch_order');
});
afterAll(() => db.drop());

async function paged(view: BoardPage['view'], limit: number): Promise<string[]> {
  const all: string[] = [];
  let after: BoardPage['after'];
  for (;;) {
    const rows = await boardPage(database, home, { view, now, limit, after });
    all.push(...rows.map((row) => row.order_id));
    if (rows.length < limit) return all;
    after = rows.at(-1)!.place;
  }
}

const awaited = `case status when 'issued' then 0 when 'signed' then 1 else 2 end`;
const limit = `coalesce(case status when 'issued' then sign_due when 'signed' then result_due end, 'infinity')`;
const meant = {
  open: `closed_at is null and $2::timestamptz is not null order by ${awaited}, ${limit}, order_id`,
  late: `closed_at is null and ${limit} < $2 order by ${awaited}, ${limit}, order_id`,
  closed: `closed_at is not null and $2::timestamptz is not null order by closed_at desc, order_id desc`,
};
const views = ['open', 'late', 'closed'] as const;

describe('the board', () => {
  test.each(views)('holds every order of %s once, in order', async (view) => {
    const { rows } = await db.pool.query<{ order_id: string }>(
      `select order_id from dispatch_order where town_id = $1 and ${meant[view]}`,
      [home, now],
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(await paged(view, 77)).toEqual(rows.map((row) => row.order_id));
  });
  test('counts up to 100', async () => {
    expect(await boardCounts(database, home, now)).toEqual({ open: 100, late: 100, closed: 100 });
    expect(await boardCounts(database, home, new Date('2026-11-20T12:00:00+08:00'))).toEqual({
      ...{ open: 100, closed: 100 },
      late: (await boardPage(database, home, { view: 'late', now: new Date('2026-11-20T12:00:00+08:00'), limit: 101 }))
        .length,
    });
  });
});

const after = {
  open: [1, '2026-11-25 09:00:00+08', '018f0000-0000-7000-8000-000000000010'],
  late: [0, '2026-11-21 09:00:00+08', '018f0000-0000-7000-8000-000000000010'],
  closed: [0, '2021-11-25 09:00:00+08', '018f0000-0000-7000-8000-000000000010'],
} as const;
const statements: [string, () => Sent][] = views.flatMap((view): [string, () => Sent][] => [
  [view, () => pageOfBoard(database, home, { view, now, limit: 51 }).compile()],
  [`${view}-next`, () => pageOfBoard(database, home, { view, now, after: after[view], limit: 51 }).compile()],
]);
const department = { view: 'open', department: 'renshe', now, limit: 51 } as const;
statements.push(['department', () => pageOfBoard(database, home, department).compile()]);
statements.push(['search', () => pageOfBoard(database, home, { ...department, text: '事由 50' }).compile()]);
statements.push(['counts', () => sentOf(countsOfBoard(home, now))]);

test.each(statements)('the plan of %s', async (name, statement) => {
  const plan = await explain(db.pool, statement());
  expect(plan).not.toContain('Seq Scan');
  await expect(plan).toMatchFileSnapshot(join(import.meta.dirname, 'explain', `${name}.txt`));
  expect(await breaches(statement().sql, new Set(['dispatch_order']))).toEqual([]);
});
