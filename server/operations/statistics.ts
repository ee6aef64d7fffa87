import { dayLength, dayOfDate, startOfDay } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import { inWords } from './command.ts';
import type { Statistics, StatisticsQuery } from './contract.ts';
import { namingFor } from './naming.ts';
import { kindWords } from './words.ts';

/** More days than this are not counted at once. */
const mostDays = 3 * 366;

/** How the elements of a version did in these days, both included, in the order of the diagram file. */
export async function statisticsOf(
  deps: ServerDeps,
  town: number,
  { version, from, to }: StatisticsQuery,
): Promise<Statistics> {
  const [first, last] = [dayOfDate(from), dayOfDate(to)];
  if (!(last >= first) || last - first > mostDays)
    throw new Problem(400, 'bad-period', '起止日期无效，最长三年', { field: '/to' });
  const naming = await namingFor(deps, town, { procedures: [version] });
  const procedure = naming.procedure(version);
  if (!procedure) throw new Problem(404, 'version-not-found', '没有找到这一版');
  const found = await inWords(
    deps.engine.operations.statistics(town, {
      version,
      from: new Date(startOfDay(first)),
      to: new Date(startOfDay(last) + dayLength),
    }),
  );
  const order = new Map(Object.keys(procedure.nodes).map((id, at) => [id, at]));
  return found
    .map(({ median, p90, ...one }) => {
      const kind = procedure.nodes[one.element]?.kind;
      return {
        ...one,
        ...naming.step(version, one.element),
        kind: kind ?? '',
        median: median ?? null,
        p90: p90 ?? null,
      };
    })
    .sort((a, b) => (order.get(a.element) ?? 0) - (order.get(b.element) ?? 0));
}

/** The same as a table for a spreadsheet: hours instead of milliseconds, words instead of ids. */
export function statisticsTable(statistics: Statistics) {
  const hours = (ms: number | null) => (ms === null ? '' : (ms / 3_600_000).toFixed(1));
  return {
    columns: [
      '步骤',
      '类型',
      '进入次数',
      '现在停留',
      '办完',
      '中断',
      '中位用时（小时）',
      '九成不超过（小时）',
      '超期',
      '停住',
    ],
    rows: statistics.map((one) => [
      one.name,
      one.kind ? kindWords(one.kind as Parameters<typeof kindWords>[0]) : '',
      one.entered,
      one.open,
      one.completed,
      one.interrupted,
      hours(one.median),
      hours(one.p90),
      one.overdue,
      one.incidents,
    ]),
  };
}
