import type { Accepted, Engine, Projection } from '../../engine/model/door.ts';
import type { InstanceState } from '../../engine/model/instance.ts';
import type { FlowNode } from '../../engine/model/procedure.ts';
import type { TaskWait } from '../../engine/model/wait.ts';
import { dayTable } from '../calendar/town.ts';
import type { Db, Trx } from '../db/schema.ts';
import { sendNotice } from '../notices/send.ts';
import { alarmsOf, type Notify, type Rung } from './ladder.ts';
import { insertAlarms, removeAlarms } from './queries.ts';

interface Needs {
  readonly database: Db;
  engine(): Engine<Trx>;
}

/**
 * 超期怎么办 and 通知谁 of a step (docs/adr/0003): when its task opens, what is to be said later is written down and who is
 * to be told now is told; when it closes, what is left is taken away.
 */
export const alarmProjection =
  (needs: Needs): Projection<Trx> =>
  async (trx, town, accepted, now) => {
    /** Taken away in one statement at the end of the batch, but before the same task opens anew. */
    const gone = new Map<string, { readonly instance: string; readonly task: number }>();
    for (const one of accepted) {
      const { instance } = one;
      for (const effect of one.outcome.effects) {
        if (effect.type === 'opened' && effect.wait.kind === 'task') {
          if (gone.has(`${instance}.${effect.wait.id}`)) {
            await trx.executeQuery(removeAlarms(town, [...gone.values()]));
            gone.clear();
          }
          await opened(needs, trx, town, one, effect.wait, now);
        }
        if (effect.type === 'closed' && effect.kind === 'task') {
          gone.set(`${instance}.${effect.id}`, { instance, task: effect.id });
          await closed(needs, trx, town, one, effect.id, effect.how, now);
        }
      }
    }
    return gone.size > 0 ? [removeAlarms(town, [...gone.values()])] : [];
  };

async function opened(
  needs: Needs,
  trx: Trx,
  town: number,
  { instance, businessKey, state }: Accepted,
  task: TaskWait,
  now: Date,
): Promise<void> {
  const node = (await needs.engine().procedure(town, task.procedure))?.nodes[task.element];
  const { rungs, notices } = read(node);
  if (task.due !== undefined && (rungs.length > 0 || notices.length > 0)) {
    const table = await dayTable(needs.database, town);
    const alarms = alarmsOf(table, task.due, rungs, notices).filter((alarm) => alarm.at > now);
    await insertAlarms(
      trx,
      alarms.map((alarm, index) => ({
        town_id: town,
        instance_id: instance,
        task_no: task.id,
        alarm_no: index + 1,
        at: alarm.at,
        verb: alarm.verb,
        audience: audienceOf(alarm.audience, state),
        step: task.name,
        case_id: businessKey,
      })),
    );
  }
  for (const notice of notices.filter(({ when }) => when === 'created')) {
    const hands = task.assignee ? [task.assignee] : [...task.candidateUsers, ...task.candidateGroups];
    const to = notice.to === 'assignee' ? hands : [audienceOf(notice.to, state)];
    for (const one of to)
      await sendNotice(
        trx,
        town,
        { to: one, text: `到了“${task.name}”这一步`, case: businessKey, cause: `created|${instance}|${task.id}` },
        now,
      );
  }
}

async function closed(
  needs: Needs,
  trx: Trx,
  town: number,
  one: Accepted,
  task: number,
  how: string,
  now: Date,
): Promise<void> {
  const done = one.outcome.events.find((event) => event.type === 'task.completed' && event.task === task);
  if (how !== 'completed' || done?.type !== 'task.completed') return;
  const node = await nodeOf(needs.engine(), town, one.state, done.element);
  for (const notice of read(node).notices.filter(({ when }) => when === 'completed')) {
    const to = notice.to === 'assignee' ? done.user : audienceOf(notice.to, one.state);
    await sendNotice(
      trx,
      town,
      { to, text: `“${node?.name ?? ''}”已办完`, case: one.businessKey, cause: `completed|${one.instance}|${task}` },
      now,
    );
  }
}

/** The node of this id in whichever of the instance's procedures has it. */
async function nodeOf(
  engine: Engine<Trx>,
  town: number,
  state: InstanceState,
  element: string,
): Promise<FlowNode | undefined> {
  for (const key of new Set(state.scopes.flatMap((scope) => scope.p ?? []))) {
    const node = (await engine.procedure(town, key))?.nodes[element];
    if (node) return node;
  }
  return undefined;
}

function read(node: FlowNode | undefined): { readonly rungs: readonly Rung[]; readonly notices: readonly Notify[] } {
  const { overdue, notify } = node?.properties ?? {};
  return {
    rungs: overdue ? (JSON.parse(overdue) as Rung[]) : [],
    notices: notify ? (JSON.parse(notify) as Notify[]) : [],
  };
}

/** `=mediator` names the fact that holds an account id; the innermost scope that has it is asked. */
function audienceOf(to: string, state: InstanceState): string {
  if (!to.startsWith('=')) return to;
  const name = to.slice(1).trim();
  const holder = [...state.scopes].reverse().find((scope) => typeof scope.v[name] === 'string');
  return String(holder?.v[name] ?? '');
}
