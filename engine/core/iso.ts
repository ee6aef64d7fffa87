/** ISO 8601 as timers use it. Days, months and years are those of Asia/Shanghai, which has one offset and no summer time. */

export interface Duration {
  readonly months: number;
  /** Everything but years and months, milliseconds. */
  readonly ms: number;
}

export interface Cycle {
  /** How often it fires; -1 without end. */
  readonly times: number;
  /** The period, ISO 8601. */
  readonly every: string;
  /** The first firing, when the text names one; else one period from now. */
  readonly start?: number;
}

export const SECOND = 1_000;
export const DAY = 86_400 * SECOND;
const OFFSET = 8 * 3_600 * SECOND;

const DURATION =
  /^(-)?P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?(?:[@[]Asia\/Shanghai\]?)?$/;
const CYCLE = /^R(\d*)\/(?:([^P/]+)\/)?(P[^/]+)$/;

/** `P1M2DT3H` in months and milliseconds; undefined when the text is no duration. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(2)
    .map((part) => Number(part ?? 0)) as Parts;
  const sign = match[1] ? -1 : 1;
  const ms = (weeks * 7 + days) * DAY + ((hours * 60 + minutes) * 60 + seconds) * SECOND;
  return { months: sign * (years * 12 + months) || 0, ms: Math.round(sign * ms) || 0 };
}

type Parts = [number, number, number, number, number, number, number];

/** The moment a duration after another, milliseconds; a month later than the 31st is the last day of a shorter month. */
export function after(from: number, duration: Duration): number {
  if (duration.months === 0) return from + duration.ms;
  const local = new Date(from + OFFSET);
  const day = local.getUTCDate();
  local.setUTCDate(1);
  local.setUTCMonth(local.getUTCMonth() + duration.months);
  const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  local.setUTCDate(Math.min(day, last));
  return local.getTime() - OFFSET + duration.ms;
}

/**
 * Milliseconds of a date-time, or of a date: its first second, or with `end` its last. Without an offset the text is
 * local time. Undefined when it is neither.
 */
export function parseInstant(text: string, day: 'start' | 'end' = 'start'): number | undefined {
  const match = INSTANT.exec(text);
  const iso = match
    ? `${match[1]}${match[2] ?? '+08:00'}`
    : DATE.test(text)
      ? `${text}T${day === 'start' ? '00:00:00' : '23:59:59'}+08:00`
      : undefined;
  const at = iso === undefined ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}

/** `R3/PT1H`, `R/P1D`, `R2/2026-03-01T09:00:00+08:00/P1M`; undefined when it is none, fires never or has no positive period. */
export function parseCycle(text: string): Cycle | undefined {
  const match = CYCLE.exec(text);
  const every = match?.[3] ?? '';
  const period = parseDuration(every);
  const times = match?.[1] === '' ? -1 : Number(match?.[1]);
  if (!match || !period || period.months + period.ms <= 0 || times === 0) return undefined;
  if (match[2] === undefined) return { times, every };
  const start = parseInstant(match[2]);
  return start === undefined ? undefined : { times, every, start };
}
