import type pg from 'pg';
import { town } from './workload.ts';

/** Of a town's first years. */
export const few = 10_000;

/**
 * Tasks up to number `to`, five of one case: one in a hundred is open (of the first 10,000 one in eight, so that
 * a page is full), half of those unclaimed; a quarter is this town's, the rest of 200 others. Everybody has the same in
 * hand however many there are in all: there are more people.
 */
export async function fillTasks(pool: pg.Pool, to: number): Promise<void> {
  const townOf = (i: string) => `case when ${i} / 5 % 4 = 0 then ${town} else 440000000 + ${i} / 5 % 200 end`;
  const id = (i: string) => `('018f0000-0000-7000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;
  const open = `(i % 100 = 2 or i % 8 = 2 and i <= ${few})`;
  await pool.query(
    `insert into task (town_id, instance_id, task_no, procedure_key, element_id, name, status, assignee, candidate_groups,
       candidate_users, excluded_users, due_at, priority, business_key, created_at, ended_at, ended_by)
     select ${townOf('i')}, ${id('i / 5')}, 1 + i % 5, 'mediation@1', 'mediate', '调解', case when ${open} then 'open' else 'completed' end,
       case when i % 16 = 2 or i % 200 = 2 then null else 'u-' || i % 19 + i / 10000 * 19 end, array[(array['desk', 'mediator', 'director'])[1 + i / 48 % 3]], '{}', '{}',
       case when i % 7 = 0 then null else timestamptz '2026-11-23 09:00+08' + i % 5000 * interval '1 minute' end, 50, ${id('i / 5')}::text,
       timestamptz '2020-01-01 09:00+08' + i * interval '1 second', case when ${open} then null else timestamptz '2020-01-02 09:00+08' + i * interval '1 second' end,
       case when ${open} then null else 'u-' || i % 19 + i / 10000 * 19 end
     from generate_series($1::bigint, $2::bigint) i`,
    [1, to],
  );
  const cases = [1, Math.floor(to / 5)];
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
  // What was written is on the disk before anything is timed.
  await pool.query('checkpoint');
}
