/** Which tasks are looked at: in the address of the page, so that a search can be kept and sent on. */
import type { TaskQuery } from '../../../server/operations/contract.ts';
import { compact, dayBefore, testsOf } from '../filter.ts';

/** The views of the list. */
export const taskViews = [
  { key: 'open', label: '待办' },
  { key: 'overdue', label: '超期的' },
  { key: 'completed', label: '办完的' },
  { key: 'cancelled', label: '取消的' },
  { key: 'all', label: '全部' },
] as const;

export type TaskView = (typeof taskViews)[number]['key'];

const asked: Readonly<Record<TaskView, Pick<TaskQuery, 'status' | 'overdue'>>> = {
  open: { status: 'open' },
  overdue: { overdue: 'true' },
  completed: { status: 'completed' },
  cancelled: { status: 'cancelled' },
  all: {},
};

export const taskViewOf = (search: URLSearchParams): TaskView =>
  taskViews.find(({ key }) => key === search.get('view'))?.key ?? 'open';

/** In the address, of who has it: nobody yet. No colleague has this id. */
export const nobody = 'nobody';

/**
 * What the address asks for. `older` is days before the day of `now` in Shanghai, `due` days after it, that day included:
 * the search stays the same all day, and so does the page.
 */
export function taskQueryOf(search: URLSearchParams, now: Date): TaskQuery {
  const text = (name: string) => search.get(name) || undefined;
  const [who, older, due] = [text('who'), daysOf(search, 'older'), daysOf(search, 'due')];
  const tests = testsOf(search);
  return compact<TaskQuery>({
    ...asked[taskViewOf(search)],
    process: text('process'),
    version: text('version'),
    element: text('element'),
    unclaimed: who === nobody ? 'true' : undefined,
    assignee: who === nobody ? undefined : who,
    group: text('role'),
    createdBefore: older === undefined ? undefined : dayBefore(now, older),
    dueBefore: due === undefined ? undefined : dayBefore(now, -1 - due),
    variables: tests.length ? JSON.stringify(tests) : undefined,
  });
}

/** A number of days in the address; what is none asks nothing. */
function daysOf(search: URLSearchParams, name: string): number | undefined {
  const days = search.get(name) ?? '';
  return /^\d{1,4}$/.test(days) ? Number(days) : undefined;
}

/** Whether anything but the view narrows the list. */
export const isTaskSearch = (search: URLSearchParams): boolean =>
  ['process', 'version', 'element', 'who', 'role', 'older', 'due', 'variables'].some((name) => search.get(name));
