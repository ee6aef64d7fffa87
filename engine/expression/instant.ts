const OFFSET = 8 * 3_600_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Milliseconds of an ISO 8601 date or date-time, or undefined when the text is neither. A text without a zone is
 * Asia/Shanghai (the country has one zone and no summer time); a date alone is the beginning of that day.
 */
export function instantOf(text: string): number | undefined {
  const day = DATE.exec(text);
  if (day) return valid(Date.parse(`${text}T00:00:00+08:00`));
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  return valid(Date.parse(match[3] ? text : `${text}+08:00`));
}

/** ISO 8601 text of a moment (milliseconds) in Asia/Shanghai: `2026-12-01T17:30:00+08:00`; parts of a second only when there are any. */
export function instantText(at: number): string {
  const local = new Date(at + OFFSET).toISOString();
  return `${local.slice(0, 19)}${at % 1000 === 0 ? '' : local.slice(19, 23)}+08:00`;
}

/** The day of a moment in Asia/Shanghai: `2026-12-01`. */
export const dayText = (at: number): string => new Date(at + OFFSET).toISOString().slice(0, 10);

const valid = (at: number): number | undefined => (Number.isNaN(at) ? undefined : at);
