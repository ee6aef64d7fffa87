import type { Kysely } from 'kysely';
import type pg from 'pg';
import { openDatabase } from '../../engine/index.ts';
import { listCases } from '../../server/cases/queries.ts';
import type { Database } from '../../server/db/schema.ts';
import { countTasks, listTasks } from '../../server/inbox/list.queries.ts';
import { findCasesOf } from '../../server/parties/queries.ts';
import { inPlace } from './place.ts';
import { town } from './workload.ts';

/** Of a town's first years, and of a county's many. */
const SIZES = { few: 10_000, many: Number(process.env.ONEDOOR_BENCH_TASKS ?? 5_000_000) };
const ROUNDS = 300;
const WARM = 50;
const now = new Date('2026-11-23T09:00:00+08:00');
const me = { id: 'u-7', roles: ['mediator'] } as const;
/** A role that nothing waits for. */
const nobody = { id: 'u-0', roles: ['leader'] } as const;

/** Milliseconds. */
interface Taken {
  readonly p50: number;
  readonly p99: number;
}

/** An inbox page, its counts and a search by party over few tasks and over very many: p99, warm. `--scale` only. */
export const inboxFigures = (): Promise<readonly object[]> =>
  inPlace(async ({ pool }) => {
    const database = openDatabase<Database>(pool);
    await fill(pool, 1, SIZES.few);
    const few = await timesOf(database);
    await fill(pool, SIZES.few + 1, SIZES.many);
    const many = await timesOf(database);
    return Object.entries(many).map(([what, taken]) => ({
      ...{ figure: what, tasks: SIZES.many, ...taken, few: few[what] },
      ratio: hundredths(taken.p99 / few[what]!.p99),
      ratioOfMedians: hundredths(taken.p50 / few[what]!.p50),
    }));
  });

/**
 * Tasks number `from` to `to`, five of one case: one in a hundred is open (of the first 10,000 one in eight, so that
 * a page is full), half of those unclaimed; a quarter is this town's, the rest of 200 others. Everybody has the same in
 * hand however many there are in all: there are more people.
 */
async function fill(pool: pg.Pool, from: number, to: number): Promise<void> {
  const townOf = (i: string) => `case when ${i} / 5 % 4 = 0 then ${town} else 440000000 + ${i} / 5 % 200 end`;
  const id = (i: string) => `('018f0000-0000-7000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;
  const open = `(i % 100 = 2 or i % 8 = 2 and i <= ${SIZES.few})`;
  await pool.query(
    `insert into task (town_id, instance_id, task_no, procedure_key, element_id, name, status, assignee, candidate_groups,
       candidate_users, excluded_users, due_at, priority, business_key, created_at, ended_at, ended_by)
     select ${townOf('i')}, ${id('i / 5')}, 1 + i % 5, 'mediation@1', 'mediate', '调解', case when ${open} then 'open' else 'completed' end,
       case when i % 16 = 2 or i % 200 = 2 then null else 'u-' || i % 19 + i / 10000 * 19 end, array[(array['desk', 'mediator', 'director'])[1 + i / 48 % 3]], '{}', '{}',
       case when i % 7 = 0 then null else timestamptz '2026-11-23 09:00+08' + i % 5000 * interval '1 minute' end, 50, ${id('i / 5')}::text,
       timestamptz '2020-01-01 09:00+08' + i * interval '1 second', case when ${open} then null else timestamptz '2020-01-02 09:00+08' + i * interval '1 second' end,
       case when ${open} then null else 'u-' || i % 19 + i / 10000 * 19 end
     from generate_series($1::bigint, $2::bigint) i`,
    [from, to],
  );
  const cases = [Math.ceil(from / 5), Math.floor(to / 5)];
  await pool.query(
    `insert into case_file (town_id, case_id, number, title, type, source, stage, story_enc, place_enc, village_id, place, parties, people,
       facts, paths, litigation, needs_department, first_handler, received_at, registered_at, closed_at, shingles, place_idx)
     select ${townOf('i * 5')}, ${id('i')}, 'D' || i, (array['排水', '宅基地', '工资', '噪音', '借款'])[1 + i % 5] || '纠纷 ' || i, 'other', 'visit', 'intake', '', '', 'v', '某村', '当事人',
       2, '{}', '{}', false, false, ${id('0')}, timestamptz '2020-01-01 09:00+08' + i * interval '5 seconds', timestamptz '2020-01-01 09:00+08' + i * interval '5 seconds',
       case when i % 20 = 0 then null else timestamptz '2020-02-01 09:00+08' + i * interval '5 seconds' end, '{}', decode(lpad(to_hex(i), 16, '0'), 'hex')
     from generate_series($1::bigint, $2::bigint) i`,
    cases,
  );
  await pool.query(
    `insert into party (town_id, case_id, party_id, sort, side, kind, name_enc, people, name_idx)
     select ${townOf('i * 5')}, ${id('i')}, ${id('i')}, 1, 'claimant', 'person', '', 1, decode(lpad(to_hex(i), 16, '0'), 'hex')
     from generate_series($1::bigint, $2::bigint) i`,
    cases,
  );
  await pool.query('vacuum analyze');
}

async function timesOf(database: Kysely<Database>): Promise<Record<string, Taken>> {
  const named = Buffer.from('00000000000003e8', 'hex');
  const none = Buffer.alloc(8, 0xff);
  const keys = { name: named, phone: none, tail: none, idNumber: none };
  const page = { view: 'mine', me, limit: 51 } as const;
  const after = { due: null, created: new Date(0), instance: '018f0000-0000-7000-8000-000000000000', no: 0 };
  const looks: Record<string, () => Promise<unknown>> = {
    'an inbox page': () => listTasks(database, town, page),
    'the page of the undated': () => listTasks(database, town, { ...page, after }),
    'the unclaimed of a role': () => listTasks(database, town, { ...page, view: 'unclaimed' }),
    'the unclaimed of an empty role': () => listTasks(database, town, { ...page, view: 'unclaimed', me: nobody }),
    'what is done': () => listTasks(database, town, { ...page, view: 'done' }),
    'the counts of an inbox': () => countTasks(database, town, me, now),
    'a search by party': async () => {
      const ids = await findCasesOf(database, town, keys);
      if (ids.length !== 1) throw new Error(`Expected one case but found ${ids.length}`);
      return listCases(database, town, { view: 'all', text: '张三', ids, limit: 51 });
    },
  };
  const times: Record<string, Taken> = {};
  for (const [what, look] of Object.entries(looks)) times[what] = await timed(look);
  return times;
}

async function timed(look: () => Promise<unknown>): Promise<Taken> {
  const taken: number[] = [];
  for (let round = -WARM; round < ROUNDS; round++) {
    const begin = performance.now();
    await look();
    if (round >= 0) taken.push(performance.now() - begin);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => hundredths(taken[Math.floor(ROUNDS * share)]!);
  return { p50: at(0.5), p99: at(0.99) };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;
