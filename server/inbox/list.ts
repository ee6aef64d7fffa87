import { deadlines } from '../calendar/town.ts';
import { localIso } from '../calendar/zone.ts';
import { briefCases } from '../cases/queries.ts';
import { taker } from '../cases/status.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import { decodeCursor, encodeCursor } from '../platform/cursor.ts';
import type { TaskList } from './contract.ts';
import { countTasks, listTasks, type TaskPage } from './list.queries.ts';
import type { TaskRow } from './queries.ts';
import { signingOf } from './signers.ts';
import { taskId } from './task-id.ts';

const pageSize = 50;
type Cursor = [due: string | null, created: string, instance: string, no: number];

/** One page of a person's inbox, with the counts of its lists. */
export async function taskList(
  deps: ServerDeps,
  me: Me,
  query: { view?: TaskPage['view']; q?: string; cursor?: string },
): Promise<TaskList> {
  const { database, clock } = deps;
  const view = query.view ?? 'mine';
  const cursor = decodeCursor<Cursor>(query.cursor, ['date?', 'date', 'uuid', 'number']);
  const rows = await listTasks(database, me.town, {
    view,
    me,
    text: query.q?.trim() || undefined,
    after: cursor && {
      due: cursor[0] === null ? null : new Date(cursor[0]),
      created: new Date(cursor[1]),
      instance: cursor[2],
      no: cursor[3],
    },
    limit: pageSize + 1,
  });
  const shown = rows.slice(0, pageSize);
  const [cases, people, say, counts, signing] = await Promise.all([
    briefCases(
      database,
      me.town,
      shown.flatMap((task) => task.business_key ?? []),
    ),
    namesOf(
      database,
      me.town,
      shown.flatMap((task) => [task.assignee ?? '', task.owner ?? '']),
    ),
    deadlines(deps, me.town),
    countTasks(database, me.town, me, clock.now()),
    signingOf(deps, me.town, shown),
  ]);
  const nameOf = (id: string | null) => people.get(id ?? '')?.name ?? '同事';
  const items = shown.map((task) => {
    const row = task.business_key === null ? undefined : cases.get(task.business_key);
    return {
      id: taskId(task),
      name: task.name,
      case: row
        ? { id: row.case_id, number: row.number, title: row.title, level: row.level, parties: row.parties }
        : null,
      who: taker(task, people),
      claimedByMe: task.assignee === me.id,
      deadline: task.status === 'open' ? say(task.due_at, task.created_at) : null,
      created: localIso(task.created_at),
      ended: task.ended_at && localIso(task.ended_at),
      urgent: isUrgent(task),
      followUp: task.follow_up_at && localIso(task.follow_up_at),
      suspended: task.suspended && task.status === 'open',
      delegation: task.owner && task.status === 'open' ? { by: nameOf(task.owner), to: nameOf(task.assignee) } : null,
      signing: signing(task),
    };
  });
  const last = shown.at(-1);
  return { items, next: rows.length > pageSize && last ? encodeCursor(positionOf(view, last)) : null, counts };
}

/** Above the priority that a task has when nothing is said of it. */
export const isUrgent = ({ priority }: Pick<TaskRow, 'priority'>): boolean => priority > 50;

/** Done tasks are ordered by when they ended, which takes the place of their creation. */
function positionOf(view: TaskPage['view'], task: TaskRow): Cursor {
  const time = view === 'done' ? task.ended_at! : task.created_at;
  return [task.due_at?.toISOString() ?? null, time.toISOString(), task.instance_id, task.task_no];
}
