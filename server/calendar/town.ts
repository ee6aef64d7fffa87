import type { Db } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { findTown } from '../towns/queries.ts';
import type { Deadline } from './contract.ts';
import type { DayTable } from './counting.ts';
import { deadlineOf } from './deadline.ts';
import { readDays } from './queries.ts';
import { dayOfDate } from './zone.ts';

/** Tables by database and town: nothing changes them while the process runs. */
const tables = new WeakMap<Db, Map<number, Promise<DayTable>>>();

/** The day table of a town, read once. */
export function dayTable(database: Db, town: number): Promise<DayTable> {
  const known = tables.get(database) ?? new Map<number, Promise<DayTable>>();
  tables.set(database, known);
  let table = known.get(town);
  if (!table) {
    table = readTable(database, town);
    known.set(town, table);
    table.catch(() => known.delete(town));
  }
  return table;
}

/** Says deadlines of this town at this moment; null stays null. */
export async function deadlines({ database, clock }: Pick<ServerDeps, 'database' | 'clock'>, town: number) {
  const table = await dayTable(database, town);
  const now = clock.now();
  return <Due extends Date | null>(due: Due, created: Date) =>
    (due === null ? null : deadlineOf(table, due, created, now)) as Due extends null ? Deadline | null : Deadline;
}

async function readTable(database: Db, town: number): Promise<DayTable> {
  const found = await findTown(database, town);
  if (!found) throw new Error(`Expected town ${town} but it does not exist`);
  const { days, years } = await readDays(database, town);
  return {
    holidays: new Map(days.filter(({ kind }) => kind === 'holiday').map(({ day, name }) => [dayOfDate(day), name])),
    makeups: new Set(days.filter(({ kind }) => kind === 'makeup').map(({ day }) => dayOfDate(day))),
    official: new Set(years.filter(({ official }) => official).map(({ year }) => year)),
    hours: found.settings.hours.map(([from, until]) => [minutes(from), minutes(until)] as const),
  };
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
