import { speakDate } from '../calendar/deadline.ts';
import type { ServerDeps } from '../deps.ts';
import type { Role } from '../identity/contract.ts';
import { actingRole, roleTitles } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import { outcomeLabel } from './outcome.ts';
import type { CaseRow } from './queries.ts';
import { awaitedDepartments, openTasksOf, plannedMeetings, plannedVisits, stoppedOf, waitsOf } from './work.queries.ts';

export interface CaseStatus {
  /** Who is awaited, then what: 等 刘志强（调解员）填写调解结果 */
  readonly sentence: string;
  /** When that is due, and since when the time runs. */
  readonly due: { readonly at: Date; readonly since: Date } | null;
}

/** The status of each of these cases, in a handful of statements however many they are. */
export async function statusSentences(
  deps: Pick<ServerDeps, 'database' | 'clock'>,
  town: number,
  cases: readonly Pick<CaseRow, 'case_id' | 'closed_at' | 'outcome'>[],
): Promise<Map<string, CaseStatus>> {
  const { database, clock } = deps;
  const open = cases.filter((row) => row.closed_at === null).map((row) => row.case_id);
  const [tasks, waits, stopped, departments, visits, meetings] = await Promise.all([
    openTasksOf(database, town, open),
    waitsOf(database, town, open),
    stoppedOf(database, town, open),
    awaitedDepartments(database, town, open),
    plannedVisits(database, town, open),
    plannedMeetings(database, town, open),
  ]);
  const people = await namesOf(
    database,
    town,
    tasks.flatMap((task) => task.assignee ?? []),
  );
  return new Map(
    cases.map((row): [string, CaseStatus] => {
      if (row.closed_at)
        return [
          row.case_id,
          { sentence: `${speakDate(row.closed_at, clock.now())} 结案：${outcomeLabel(row.outcome)}`, due: null },
        ];
      const task = tasks.find((one) => one.business_key === row.case_id);
      const department = departments.find((one) => one.case_id === row.case_id);
      const due = task?.due_at ? { at: task.due_at, since: task.created_at } : null;
      if (stopped.has(row.case_id)) return [row.case_id, { sentence: '等 管理员处理流程故障', due }];
      if (task?.suspended) return [row.case_id, { sentence: `流程暂停，恢复后${awaitedTask(task, people)}`, due }];
      if (task) return [row.case_id, { sentence: awaitedTask(task, people), due }];
      if (department) return [row.case_id, departmentStatus(department)];
      const meeting = meetings.get(row.case_id);
      if (meeting) return [row.case_id, { sentence: `等 ${speakDate(meeting, clock.now())} 调解`, due: null }];
      const visit = visits.get(row.case_id);
      if (visit)
        return [
          row.case_id,
          { sentence: `等 ${speakDate(visit, clock.now()).replace(/ \d\d:\d\d$/, '')} 回访`, due: null },
        ];
      return [
        row.case_id,
        { sentence: waiting(waits.filter((wait) => wait.case === row.case_id).map((wait) => wait.name)), due: null },
      ];
    }),
  );
}

type People = Awaited<ReturnType<typeof namesOf>>;
type Taken = { readonly assignee: string | null; readonly candidate_groups: readonly string[] };

/** 刘志强（调解员）, or whose turn it is while nobody has taken it. */
export function taker(task: Taken, people: People): string {
  const person = task.assignee === null ? undefined : people.get(task.assignee);
  if (person) {
    const role = actingRole(
      person.roles.filter((one) => task.candidate_groups.length === 0 || task.candidate_groups.includes(one)),
    );
    return `${person.name}（${role ?? actingRole(person.roles) ?? '工作人员'}）`;
  }
  const groups = task.candidate_groups.map((group) => roleTitles[group as Role] ?? group);
  return groups.length > 0 ? `${groups.join('或')}` : '指定人员';
}

/** Who is awaited for which step; a step that is named after its role does not say the role twice. */
export function awaitedTask(task: Taken & { readonly name: string }, people: People): string {
  const role = task.candidate_groups
    .map((group) => roleTitles[group as Role] ?? group)
    .find((title) => task.name.startsWith(title) && task.name.length > title.length);
  return `等 ${taker(task, people)}${role ? task.name.slice(role.length) : task.name}`;
}

function departmentStatus({
  status,
  short,
  sign_due,
  result_due,
  issued_at,
}: Awaited<ReturnType<typeof awaitedDepartments>>[number]): CaseStatus {
  const at = status === 'issued' ? sign_due : result_due;
  const sentence = status === 'issued' ? `等 ${short}签收交办单` : `等 ${short}反馈办理结果`;
  return { sentence, due: at && issued_at ? { at, since: issued_at } : null };
}

function waiting(messages: readonly string[]): string {
  if (messages.length > 0) return '等 约定的时间';
  return '系统正在办理';
}
