import { date, dateAndTime, FeelFunction } from 'feelin';
import type { Moment } from '../model/calendar.ts';
import { EvaluationError } from '../model/expression.ts';
import { dayText, instantOf, instantText } from './instant.ts';

/** Names that expressions may call besides the FEEL builtins; `now` and `today` replace feelin's, which read the machine's clock. */
export const townNames = ['now', 'today', 'workdays', 'calendar days', 'workhours'] as const;

/** The town's functions over the moment and the calendar of one world, as FEEL functions. */
export function townFunctions(world: Moment, source: string): Record<(typeof townNames)[number], FeelFunction> {
  const count = (name: string, add: (from: number, n: number) => number) =>
    new FeelFunction(
      (first: unknown, second: unknown) => {
        const [from, n] = second === undefined || second === null ? [undefined, first] : [first, second];
        if (typeof n !== 'number' || !Number.isInteger(n) || n < 0 || n > 10_000) {
          throw new EvaluationError(
            source,
            `Expected a whole number from 0 to 10000 in ${name}() but got ${String(n)}`,
          );
        }
        const at = from === undefined || from === null ? world.now : instantOf(isoOf(from));
        if (at === undefined) throw new EvaluationError(source, `Expected a date in ${name}() but got something else`);
        return dateAndTime(instantText(add(at, n)));
      },
      ['from', 'n'],
    );
  return {
    now: new FeelFunction(() => dateAndTime(instantText(world.now)), []),
    today: new FeelFunction(() => date(dayText(world.now)), []),
    workdays: count('workdays', (from, n) => world.calendar.workdays(from, n)),
    'calendar days': count('calendar days', (from, n) => world.calendar.calendarDays(from, n)),
    workhours: count('workhours', (from, n) => world.calendar.workhours(from, n)),
  };
}

const isoOf = (value: unknown): string =>
  typeof value === 'string' ? value : String((value as { iso?: string }).iso ?? '');
