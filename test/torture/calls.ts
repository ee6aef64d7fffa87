import { sql } from 'kysely';
import { Rejected } from '../../engine/index.ts';
import type { JobAction, Outcome, Projection } from '../../engine/model/door.ts';
import { statement, type Trx } from '../../engine/store/statement.ts';
import type { AckLog, Answer } from '../support/ack-log.ts';
import { by, type engineOn, town } from '../support/engine.ts';
import { deployAll } from './procedures.ts';

export type On = Pick<ReturnType<typeof engineOn>, 'engine' | 'pool'>;

/** What a caller asks for, so that another process can ask for the same again. */
export type Call =
  | { readonly kind: 'start'; readonly process: string; readonly variables: Readonly<Record<string, string | number>> }
  | { readonly kind: 'complete'; readonly instance: string; readonly task: number }
  | { readonly kind: 'claim'; readonly instance: string; readonly task: number }
  | { readonly kind: 'migrate'; readonly instance: string; readonly from: string; readonly to: string }
  | { readonly kind: 'note'; readonly instance: string; readonly value: number }
  | { readonly kind: 'cancel'; readonly instance: string }
  | { readonly kind: 'message'; readonly name: string; readonly key: string; readonly ttl?: string }
  | { readonly kind: 'suspend' | 'resume'; readonly instances: readonly string[] };

/** The effect of a job without a unique key of its own: only the engine stands between it and a second one. */
export const actions: Readonly<Record<string, JobAction<Trx>>> = {
  'order.issue': async ({ trx }, job) => {
    await sql`insert into sent (town_id, key) values (${job.town}, ${job.key})`.execute(trx);
    return { order: job.key };
  },
};

/** Something follows from a batch, as in a town's server: asked in its transaction, and sent along with COMMIT. */
export const follow: Projection<Trx> = async (trx, _town, accepted) => {
  await sql`select ${accepted.length}::integer`.execute(trx);
  return [counted(accepted.length)];
};
const counted = statement('test.follow', 'select $1::integer');

/** Procedures and the table of effects. */
export async function prepare(on: Parameters<typeof deployAll>[0] & On): Promise<void> {
  await on.pool.query('create table sent (town_id int not null, key text not null)');
  await deployAll(on);
}

/** Asks under the key, and writes down before and after. Whoever asks again under the same key must hear the same. */
export async function ask(on: On, log: AckLog<Call>, key: string, call: Call): Promise<Answer | undefined> {
  log.ask(key, call);
  try {
    const answer = await perform(on, key, call);
    log.answer(key, answer);
    return answer;
  } catch (error) {
    if (error instanceof Rejected) log.answer(key, { refused: error.code });
    else log.fail(key, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

async function perform({ engine }: On, key: string, call: Call): Promise<Answer> {
  const options = { ...by, idempotencyKey: key };
  const of = (outcome: Outcome | undefined): Answer =>
    outcome === undefined ? null : { instance: outcome.instance, rev: outcome.rev };
  switch (call.kind) {
    case 'start':
      return of(
        await engine.start(town, { process: call.process, variables: call.variables, businessKey: key }, options),
      );
    case 'complete':
      return of(
        await engine.execute(
          { town, instance: call.instance },
          { type: 'task.complete', task: call.task, user: key },
          options,
        ),
      );
    case 'claim':
      return of(
        await engine.execute(
          { town, instance: call.instance },
          { type: 'task.claim', task: call.task, user: key },
          options,
        ),
      );
    case 'migrate': {
      const { plan } = await engine.operations.planMigration(town, call.from, call.to);
      return of(
        await engine.execute({ town, instance: call.instance }, { type: 'migrate', plan, reason: '新版' }, options),
      );
    }
    case 'note':
      return of(await engine.setVariables({ town, instance: call.instance }, { note: call.value }, options));
    case 'cancel':
      return of(await engine.cancel({ town, instance: call.instance }, '撤回申请', options));
    case 'message':
      return of(
        await engine.correlate(
          town,
          { name: call.name, key: call.key, ...(call.ttl !== undefined && { ttl: call.ttl }) },
          options,
        ),
      );
    case 'suspend':
    case 'resume': {
      const choice = { instances: [...call.instances] };
      await engine.operations.begin(town, { kind: call.kind, choice, reason: '核查' }, options);
      return null;
    }
  }
}

/** What one of several callers does next: mostly what others do at the same instances, too. */
export async function nextCall({ pool }: On, random: () => number, mark: string): Promise<Call> {
  const pick = <T>(many: readonly T[]): T => many[Math.floor(random() * many.length)]!;
  const dice = random();
  if (dice < 0.3) {
    const process = pick(['mediation', 'mediation', 'order', 'order', 'payment', 'payment', 'storms', 'counting']);
    return { kind: 'start', process, variables: { level: 1, n: 0, department: '人社局', case: mark } };
  }
  if (dice < 0.4) return { kind: 'message', name: 'order.new', key: mark };
  if (dice < 0.65) {
    const task = pick(
      (
        await pool.query<{ instance_id: string; task_no: number }>(
          "select instance_id, task_no from task where town_id = $1 and status = 'open' order by created_at desc limit 12",
          [town],
        )
      ).rows,
    );
    if (task) return { kind: 'complete', instance: task.instance_id, task: task.task_no };
  }
  const { rows } = await pool.query<{ instance_id: string; key: string | null }>(
    `select i.instance_id, s.key from instance i left join subscription s on s.town_id = $1 and s.instance_id = i.instance_id
     where i.town_id = $1 and i.status = 'active' order by i.created_at desc limit 8`,
    [town],
  );
  const hot = pick(rows);
  if (!hot) return { kind: 'start', process: 'mediation', variables: { level: 1 } };
  if (dice < 0.85) return { kind: 'note', instance: hot.instance_id, value: dice };
  if (dice < 0.92 && hot.key !== null) return { kind: 'message', name: 'agreement.paid', key: hot.key };
  if (dice < 0.95) return { kind: 'cancel', instance: hot.instance_id };
  return { kind: dice < 0.97 ? 'suspend' : 'resume', instances: rows.map((row) => row.instance_id) };
}
