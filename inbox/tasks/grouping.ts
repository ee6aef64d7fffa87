import type { TaskItem } from '../../server/inbox/contract.ts';
import { dayOf, daysBetween } from '../../ui/text/dates.ts';

export interface Group {
  readonly title: string;
  readonly late: boolean;
  readonly items: readonly TaskItem[];
}

const titles = ['已超期', '今天到期', '本周', '下周', '以后', '不限时'] as const;

/** Tasks by when they are due, in the order they came. Weeks begin on Monday; what is overdue the server says. */
export function groupByDue(items: readonly TaskItem[], now: Date): Group[] {
  const groups = new Map<string, TaskItem[]>(titles.map((title) => [title, []]));
  for (const item of items) groups.get(titleOf(item, now))!.push(item);
  return [...groups]
    .filter(([, found]) => found.length > 0)
    .map(([title, found]) => ({ title, late: title === '已超期', items: found }));
}

function titleOf({ deadline }: TaskItem, now: Date): (typeof titles)[number] {
  if (!deadline) return '不限时';
  if (deadline.state === 'late') return '已超期';
  const today = dayOf(now);
  const days = daysBetween(today, dayOf(deadline.due));
  if (days <= 0) return '今天到期';
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  if (days < 7 - sinceMonday) return '本周';
  return days < 14 - sinceMonday ? '下周' : '以后';
}

/** How many rows differ between what is shown and what the server has now: come, gone or changed. */
export function changesBetween(shown: readonly TaskItem[], fresh: readonly TaskItem[]): number {
  const before = new Map(shown.map((item) => [item.id, JSON.stringify(item)]));
  const come = fresh.filter((item) => before.get(item.id) !== JSON.stringify(item)).length;
  const now = new Set(fresh.map(({ id }) => id));
  return come + shown.filter(({ id }) => !now.has(id)).length;
}
