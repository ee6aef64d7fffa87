/**
 * Asia/Shanghai, which has had no summer time since 1991: UTC+08:00, always. Every conversion between an instant and the
 * calendar goes through here, never through the machine's own zone.
 */
export const offset = 8 * 3_600_000;
export const dayLength = 86_400_000;

/** Days since 1970-01-01 in Shanghai. */
export const dayNumber = (at: number | Date): number => Math.floor((Number(at) + offset) / dayLength);

/** Midnight at the beginning of a day number, as an instant in milliseconds. */
export const startOfDay = (day: number): number => day * dayLength - offset;

/** `YYYY-MM-DD` of a day number. */
export const dateOfDay = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);

/** Day number of `YYYY-MM-DD`. */
export const dayOfDate = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayLength);

/** `YYYY-MM-DD` in Shanghai. */
export const localDate = (at: number | Date): string => dateOfDay(dayNumber(at));

/** `HH:MM` in Shanghai. */
export const localTime = (at: number | Date): string => new Date(Number(at) + offset).toISOString().slice(11, 16);

/** 0 = Sunday … 6 = Saturday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** 日 一 二 … */
export const weekdayName = (day: number): string => '日一二三四五六'[weekdayOf(day)]!;

/** ISO 8601 with +08:00: `2026-11-25T17:30:00+08:00`. */
export const localIso = (at: number | Date): string =>
  `${new Date(Number(at) + offset).toISOString().slice(0, 19)}+08:00`;
