import type { Wait } from '../../model/wait.ts';
import { arrayLiteral, instant, type Write } from '../bulk.ts';
import { changeIncidents, insertIncidents, resolveIncidents } from '../ops/write-incidents.ts';
import { insertInstances, updateInstances } from '../ops/write-instances.ts';
import { changeJobs, deleteJobs, insertJobs, rescheduleJobs } from '../ops/write-jobs.ts';
import { changeSubscriptions, deleteSubscriptions, insertSubscriptions } from '../ops/write-subscriptions.ts';
import { changeTasks, endTasks, insertTasks } from '../ops/write-tasks.ts';
import { deleteTimers, insertTimers, moveTimers } from '../ops/write-timers.ts';
import * as rows from './rows.ts';
import { type Change, standsIn, stateText, type Work } from './work.ts';

/** The statements that bring the rows of one town's instances to what the batch made of them: at most one a table and verb. */
export function writesOf(town: number, works: readonly Work[], now: number): readonly Write[] {
  const touched = works.filter((work) => work.touched);
  const at = instant(now);
  return [
    ...instanceWrites(town, touched, at),
    ...taskWrites(town, touched, at),
    ...jobWrites(town, touched, now),
    ...timerWrites(town, touched),
    ...subscriptionWrites(town, touched),
    ...incidentWrites(town, touched, at),
  ].filter((write) => write.rows > 0);
}

function instanceWrites(town: number, works: readonly Work[], at: string): Write[] {
  const content = (work: Work) => ({
    instance_id: work.instance,
    procedure_key: work.procedure,
    procedures: arrayLiteral(standsIn(work)),
    status: work.status,
    rev: work.rev,
    state: stateText(work),
    ended_at: work.status === 'active' ? null : at,
    suspended: String(work.state.z ?? false),
  });
  const created = works
    .filter((work) => !work.stored)
    .map((work) => ({
      ...content(work),
      business_key: work.businessKey,
      created_at: instant(work.createdAt),
    }));
  return [
    insertInstances(town, created),
    updateInstances(
      town,
      works.filter((work) => work.stored).map((work) => ({ ...content(work), before: work.before })),
    ),
  ];
}

function taskWrites(town: number, works: readonly Work[], at: string): Write[] {
  const { fresh, changed, closed } = sort(works, 'task');
  const inserted = fresh.map(({ work, wait }) => ({
    ...rows.taskRow(work, wait),
    status: 'open',
    ended_at: null,
    ended_by: null,
  }));
  const ended = closed.map(({ work, id, closed }) => ({
    instance_id: work.instance,
    task_no: id,
    status: closed.how,
    ended_at: at,
    ended_by: closed.how === 'completed' ? closed.by : null,
  }));
  const brief = briefly(works, 'task').map(({ work, wait, closed }) => ({
    ...rows.taskRow(work, wait),
    status: closed.how,
    ended_at: at,
    ended_by: closed.how === 'completed' ? closed.by : null,
  }));
  return [
    insertTasks(town, [...inserted, ...brief]),
    changeTasks(
      town,
      changed.map(({ work, wait }) => rows.taskContent(work, wait)),
    ),
    endTasks(town, ended),
  ];
}

function jobWrites(town: number, works: readonly Work[], now: number): Write[] {
  const { fresh, changed, closed } = sort(works, 'job');
  const isFresh = new Set(fresh.map(({ work, id }) => `${work.instance}:${id}`));
  const plans = works.flatMap((work) =>
    [...work.reschedules]
      .filter(([id]) => !isFresh.has(`${work.instance}:${id}`) && !work.changes.get(`job:${id}`)?.closed)
      .map(([id, plan]) => rows.rescheduleRow(work, id, plan)),
  );
  return [
    insertJobs(
      town,
      fresh.map(({ work, wait }) => rows.jobRow(work, wait, now, work.reschedules.get(wait.id))),
    ),
    changeJobs(
      town,
      changed.map(({ work, wait }) => rows.jobContent(work, wait)),
    ),
    rescheduleJobs(town, plans),
    deleteJobs(
      town,
      closed.map(({ work, id }) => ({ instance_id: work.instance, job_no: id })),
    ),
  ];
}

function timerWrites(town: number, works: readonly Work[]): Write[] {
  const { fresh, changed, closed } = sort(works, 'timer');
  const moved = changed.map(({ work, wait }) => ({
    instance_id: work.instance,
    timer_no: wait.id,
    element_id: wait.element,
    due_at: instant(wait.due),
    lease_until: null,
    attempts: 0,
  }));
  return [
    insertTimers(
      town,
      fresh.map(({ work, wait }) => rows.timerRow(work, wait)),
    ),
    moveTimers(town, moved),
    deleteTimers(
      town,
      closed.map(({ work, id }) => ({ instance_id: work.instance, timer_no: id })),
    ),
  ];
}

function subscriptionWrites(town: number, works: readonly Work[]): Write[] {
  const { fresh, changed, closed } = sort(works, 'subscription');
  return [
    insertSubscriptions(
      town,
      fresh.map(({ work, wait }) => rows.subscriptionRow(work, wait)),
    ),
    changeSubscriptions(
      town,
      changed.map(({ work, wait }) => rows.subscriptionRow(work, wait)),
    ),
    deleteSubscriptions(
      town,
      closed.map(({ work, id }) => ({ instance_id: work.instance, sub_no: id })),
    ),
  ];
}

function incidentWrites(town: number, works: readonly Work[], at: string): Write[] {
  const { fresh, changed, closed } = sort(works, 'incident');
  return [
    insertIncidents(town, [
      ...fresh.map(({ work, wait }) => ({ ...rows.incidentRow(work, wait), resolved_at: null })),
      ...briefly(works, 'incident').map(({ work, wait }) => ({ ...rows.incidentRow(work, wait), resolved_at: at })),
    ]),
    changeIncidents(
      town,
      changed.map(({ work, wait }) => rows.incidentRow(work, wait)),
    ),
    resolveIncidents(
      town,
      closed.map(({ work, id }) => ({ instance_id: work.instance, incident_no: id, resolved_at: at })),
    ),
  ];
}

type Kind = Wait['kind'];
type WaitOf<K extends Kind> = Extract<Wait, { kind: K }>;
interface Changed<K extends Kind> {
  readonly work: Work;
  readonly id: number;
  readonly wait: WaitOf<K>;
}
interface Closed {
  readonly work: Work;
  readonly id: number;
  readonly closed: NonNullable<Change['closed']>;
}

/** Rows to insert, to change and to close. What was opened and closed within the batch is in none of them. */
function sort<K extends Kind>(works: readonly Work[], kind: K) {
  const sorted = { fresh: [] as Changed<K>[], changed: [] as Changed<K>[], closed: [] as Closed[] };
  for (const { work, change } of changesOf(works, kind)) {
    const { id, wait, closed, stored } = change;
    if (closed) {
      if (stored) sorted.closed.push({ work, id, closed });
    } else if (wait) {
      (stored ? sorted.changed : sorted.fresh).push({ work, id, wait: wait as WaitOf<K> });
    }
  }
  return sorted;
}

/** What was opened and closed within the batch: people's work and incidents leave a row all the same. */
function briefly<K extends Kind>(works: readonly Work[], kind: K): readonly (Changed<K> & Closed)[] {
  return changesOf(works, kind).flatMap(({ work, change: { id, wait, closed, stored } }) =>
    wait && closed && !stored ? [{ work, id, wait: wait as WaitOf<K>, closed }] : [],
  );
}

const changesOf = (works: readonly Work[], kind: Kind) =>
  works.flatMap((work) =>
    [...work.changes.values()].filter((change) => change.kind === kind).map((change) => ({ work, change })),
  );
