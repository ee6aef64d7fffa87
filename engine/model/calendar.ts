/** What an expression may ask of the outside: the time, and how the town counts days. */
export interface Moment {
  /** The moment of the command, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  /** The town's working-day calendar. */
  readonly calendar: WorkCalendar;
}

/** Day counting of one town (Asia/Shanghai). The day of the event is not counted: 民法典 201. */
export interface WorkCalendar {
  /** Close of business of the n-th working day after the day of `from`; n may be 0 (the same day, or the next working day if it is none). Milliseconds. */
  workdays(from: number, n: number): number;
  /** End of the n-th calendar day after `from`, rolled over to the next working day when it falls on a holiday: 民法典 203. Milliseconds. */
  calendarDays(from: number, n: number): number;
  /** `n` working hours after `from`, inside business hours. Milliseconds. */
  workhours(from: number, n: number): number;
  /** Whether the day of this moment is a working day. */
  isWorkday(at: number): boolean;
  /** Whether a year between the two moments has no official calendar yet. */
  provisional(from: number, to: number): boolean;
}
