import type { Pool } from 'pg';
import { type Answer, openAckLog, type Remembered, readAckLog, unanswered } from '../support/ack-log.ts';
import { engineOn } from '../support/engine.ts';
import { violations } from '../support/invariants.ts';
import { actions, ask, type Call } from './calls.ts';

/** What nobody may see, beyond the invariants of the engine's own tables: an effect missing or twice, a call twice. */
const effects = `
  select format('I1 effect: %s happened %s times', key, count(*)) as violation from sent group by key having count(*) > 1
  union all
  select format('I4 effects: %s of %s jobs that are done', (select count(*) from sent), count(*)) from history
    where command ->> 'type' = 'job.complete' having count(*) <> (select count(*) from sent)
  union all
  select format('I1 call: %s began %s instances', business_key, count(*)) from instance
    where business_key is not null group by business_key having count(*) > 1
  union all
  select format('I7 due: %s timers, %s deliveries, %s jobs, %s starts are due and not done', timers, deliveries, jobs, starts) from (
    select (select count(*) from timer where due_at <= $1) as timers, (select count(*) from delivery where run_at <= $1) as deliveries,
      (select count(*) from job where status = 'ready' and run_at <= $1) as jobs, (select count(*) from start_trigger where due_at <= $1 and not suspended) as starts
  ) due where timers + deliveries + jobs + starts > 0
  union all
  select format('I9 bulk: %s is still %s', bulk_id, status) from bulk_operation where status = 'running'`;

/**
 * Ends a campaign: a server takes over, the callers ask again for what they were not told, everything due is done. Then
 * the invariants of the engine (I1–I9) and what the callers were told (I5), as a list of violations.
 */
export async function takeOverAndCheck(
  url: string,
  pool: Pool,
  now: Date,
  ackLogs: readonly string[],
): Promise<readonly string[]> {
  await deadAreGone(pool);
  const heir = engineOn(url, { actions });
  heir.clock.set(now);
  try {
    for (const file of ackLogs) {
      const log = openAckLog<Call>(file);
      for (const { key, call } of unanswered(readAckLog<Call>(file))) await ask(heir, log, key, call);
    }
    heir.clock.advance('PT2H');
    await heir.engine.drain();
    const remembered = ackLogs.flatMap((file) => readAckLog<Call>(file));
    const told = remembered.flatMap(({ answers }) => answers.filter(isOutcome));
    const { rows } = await pool.query<{ violation: string }>(effects, [heir.clock.now()]);
    return [
      ...(await violations(heir.engine, pool, told)),
      ...rows.map((row) => row.violation),
      ...contradictions(remembered),
      ...(await commandsOf(pool, remembered)),
    ];
  } finally {
    await heir.close();
  }
}

/**
 * The database learns of a killed client when it next speaks to it; until then its transaction keeps its locks, and what
 * is locked is left for the next look. Resolves when nobody is in a transaction.
 */
async function deadAreGone(pool: Pool): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    const { rows } = await pool.query<{ busy: number }>(
      `select count(*)::int as busy from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()`,
    );
    if (rows[0]!.busy === 0) return;
    if (performance.now() > until) throw new Error(`Expected the killed to be gone but ${rows[0]!.busy} are at work`);
  }
}

const isOutcome = (answer: Answer): answer is { readonly instance: string; readonly rev: number } =>
  answer !== null && 'instance' in answer;

/** Whoever asks again hears the first answer; nobody is left without one. */
function contradictions(remembered: readonly Remembered<Call>[]): string[] {
  return remembered.flatMap(({ key, answers, failures }) => {
    if (answers.length === 0) return [`I5 unanswered: ${key} ${failures.join('; ')}`];
    const different = new Set(answers.filter(isOutcome).map((answer) => JSON.stringify(answer)));
    return different.size > 1 ? [`I5 answers: ${key} was told ${[...different].join(' and ')}`] : [];
  });
}

const commands: Readonly<Partial<Record<Call['kind'], string>>> = {
  start: 'start',
  complete: 'task.complete',
  claim: 'task.claim',
  migrate: 'migrate',
  note: 'variables.set',
  cancel: 'cancel',
};

/** Under the revision that the caller was told stands what it asked for, and nothing else. */
async function commandsOf(pool: Pool, remembered: readonly Remembered<Call>[]): Promise<string[]> {
  const { rows } = await pool.query<{ at: string; command: { type: string; user?: string } }>(
    "select instance_id || ' ' || rev as at, command from history",
  );
  const history = new Map(rows.map(({ at, command }) => [at, command]));
  return remembered.flatMap(({ key, call, answers }) =>
    answers.filter(isOutcome).flatMap(({ instance, rev }) => {
      const found = history.get(`${instance} ${rev}`);
      const wanted = commands[call.kind];
      if (wanted === undefined || (found?.type === wanted && (found.user === undefined || found.user === key)))
        return [];
      return [`I5 command: ${key} was told of ${wanted} at ${instance} rev ${rev} but there is ${found?.type}`];
    }),
  );
}
