import { date, dateAndTime, FeelFunction } from 'feelin';
import type { Moment } from '../model/calendar.ts';
import { EvaluationError } from '../model/expression.ts';
import { dayText, instantOf, instantText } from './instant.ts';

/** Names that expressions may call besides the FEEL builtins; `now` and `today` replace feelin's, which read the machine's clock. */
export const townNames = ['now', 'today', 'workdays', 'calendar days', 'workhours', 'deadline'] as const;

const UNITS = { workdays: 'workdays', 'calendar days': 'calendarDays', workhours: 'workhours' } as const;
const TERM = /^(workdays|calendar days|workhours):(\d{1,5})$/;

/** The town's functions over the moment and the calendar of one world, as FEEL functions. */
export function townFunctions(world: Moment, source: string): Record<(typeof townNames)[number], FeelFunction> {
  const add = (name: string, from: unknown, unit: keyof typeof UNITS, n: unknown) => {
    if (typeof n !== 'number' || !Number.isInteger(n) || n < 0 || n > 10_000) {
      throw new EvaluationError(source, `Expected a whole number from 0 to 10000 in ${name}() but got ${String(n)}`);
    }
    const at = from === undefined || from === null ? world.now : instantOf(isoOf(from));
    if (at === undefined) throw new EvaluationError(source, `Expected a date in ${name}() but got something else`);
    return dateAndTime(instantText(world.calendar[UNITS[unit]](at, n)));
  };
  const two = (first: unknown, second: unknown) =>
    second === undefined || second === null ? [undefined, first] : [first, second];
  const count = (unit: keyof typeof UNITS) =>
    new FeelFunction(
      (first: unknown, second: unknown) => {
        const [from, n] = two(first, second);
        return add(unit, from, unit, n);
      },
      ['from', 'n'],
    );
  const deadline = (first: unknown, second: unknown) => {
    const [from, term] = two(first, second);
    const [, unit, n] = (typeof term === 'string' && TERM.exec(term)) || [];
    if (unit === undefined) {
      const expected = 'Expected a term such as “workdays:3”, “calendar days:15” or “workhours:4” in deadline()';
      throw new EvaluationError(source, `${expected} but got something else`);
    }
    return add('deadline', from, unit as keyof typeof UNITS, Number(n));
  };
  return {
    now: new FeelFunction(() => dateAndTime(instantText(world.now)), []),
    today: new FeelFunction(() => date(dayText(world.now)), []),
    workdays: count('workdays'),
    'calendar days': count('calendar days'),
    workhours: count('workhours'),
    deadline: new FeelFunction(deadline, ['from', 'term']),
  };
}

const isoOf = (value: unknown): string =>
  typeof value === 'string' ? value : String((value as { iso?: string }).iso ?? '');
