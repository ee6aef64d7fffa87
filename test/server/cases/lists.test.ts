import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../engine/index.ts';
import { type CasePage, countCases, countsOfCases, listCases, pageOfCases } from '../../../server/cases/queries.ts';
import type { Database } from '../../../server/db/schema.ts';
import { breaches } from '../../engine/store/scale-rules.ts';
import { analyseAll, explain, type Sent, sentOf } from '../../support/explain.ts';
import { elsewhere, home } from '../../support/fixtures.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** The list of cases over towns that have been at work for years: what it holds, and how PostgreSQL finds it. */
let db: TestDatabase;
let database: Kysely<Database>;
beforeAll(async () => {
  db = await testDatabase();
  database = openDatabase<Database>(db.pool);
  // A fifth are this town's; one in twenty is open.
  await db.pool.query(
    `insert into case_file (town_id, case_id, number, title, type, source, level, stage, story_enc, place_enc, village_id, place, parties, people,
       facts, paths, litigation, needs_department, first_handler, received_at, registered_at, closed_at, shingles, place_idx)
     select case when i % 5 = 0 then $1 else 440000000 + i % 50 end, id, 'D' || i, '纠纷 ' || i, 'other', 'visit', 1 + i / 5 % 4,
       (array['研判', '处置'])[1 + i / 5 % 2], '', '', 'v', '某村', '', 2, '{}', '{}', false, false, id, at, at,
       case when i % 100 = 0 then null else at + interval '9 days' end, '{}', ''
     from generate_series(1, 20000) i, lateral (select ('018f0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid as id,
       timestamptz '2020-01-01 09:00+08' + i * interval '1 hour' as at) row`,
    [home],
  );
  await analyseAll(db.pool, 'case_file');
});
afterAll(() => db.drop());

async function paged(view: CasePage['view'], limit: number): Promise<string[]> {
  const all: string[] = [];
  let after: CasePage['after'];
  for (;;) {
    const rows = await listCases(database, home, { view, limit, after });
    all.push(...rows.map((row) => row.case_id));
    const last = rows.at(-1);
    if (rows.length < limit || !last) return all;
    after = { at: last.registered_at, id: last.case_id };
  }
}

const views = ['open', 'closed', 'all'] as const;
const meant = { open: 'closed_at is null', closed: 'closed_at is not null', all: 'true' };

describe('the list', () => {
  test.each(views)('holds every case of %s once, newest first', async (view) => {
    const { rows } = await db.pool.query<{ case_id: string }>(
      `select case_id from case_file where town_id = $1 and ${meant[view]} order by registered_at desc, case_id desc`,
      [home],
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(await paged(view, 77)).toEqual(rows.map((row) => row.case_id));
  });
  test('counts up to 100', async () => {
    expect(await countCases(database, home)).toEqual({ open: 100, closed: 100 });
    expect(await countCases(database, elsewhere)).toEqual({ open: 0, closed: 0 });
  });
});

const after = { at: new Date('2021-06-01T09:00:00+08:00'), id: '018f0000-0000-7000-8000-000000000010' };
const page = (more: Partial<CasePage>) => () =>
  pageOfCases(database, home, { view: 'open', limit: 51, ...more }).compile();
const statements: [string, () => Sent][] = views.flatMap((view): [string, () => Sent][] => [
  [view, page({ view })],
  [`${view}-next`, page({ view, after })],
]);
statements.push(['stage', page({ stage: '处置', level: 2 })]);
statements.push(['search', page({ view: 'all', text: '李四', ids: ['018f0000-0000-7000-8000-000000000010'] })]);
statements.push(['counts', () => sentOf(countsOfCases(home))]);

test.each(statements)('the plan of %s', async (name, statement) => {
  const plan = await explain(db.pool, statement());
  expect(plan).not.toContain('Seq Scan');
  await expect(plan).toMatchFileSnapshot(join(import.meta.dirname, 'explain', `${name}.txt`));
  expect(await breaches(statement().sql, new Set(['case_file']))).toEqual([]);
});
