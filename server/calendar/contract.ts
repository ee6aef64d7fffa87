import { type Static, Type } from 'typebox';

export const StripDay = Type.Object({
  date: Type.String({ description: 'YYYY-MM-DD in Asia/Shanghai' }),
  weekday: Type.String({ description: '一 … 日' }),
  kind: Type.Enum(['start', 'used', 'today', 'ahead', 'rest', 'holiday', 'makeup', 'last', 'overdue']),
  label: Type.String({ description: '签收 休 假 班 今天 or the weekday' }),
});

/** A deadline as it speaks: sentence, date, and the days that were counted. */
export const Deadline = Type.Object({
  due: Type.String({ description: 'ISO 8601 instant' }),
  state: Type.Union([Type.Literal('calm'), Type.Literal('soon'), Type.Literal('late'), Type.Literal('paused')]),
  sentence: Type.String({ description: '剩 2 个工作日 · 今天 17:30 · 超 1 个工作日' }),
  date: Type.String({ description: '11月25日 周三 17:30' }),
  strip: Type.Array(StripDay),
  provisional: Type.Boolean({ description: 'crosses a year whose calendar is not published' }),
});
export type Deadline = Static<typeof Deadline>;
