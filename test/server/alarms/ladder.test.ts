import { expect, test } from 'vitest';
import { alarmsOf } from '../../../server/alarms/ladder.ts';
import type { DayTable } from '../../../server/calendar/counting.ts';
import { dayOfDate } from '../../../server/calendar/zone.ts';

const table: DayTable = {
  holidays: new Map([[dayOfDate('2026-11-26'), '示例假日']]),
  makeups: new Set(),
  official: new Set([2026]),
  hours: [
    [8 * 60 + 30, 12 * 60],
    [14 * 60 + 30, 17 * 60 + 30],
  ],
};
const due = Date.parse('2026-11-25T17:30:00+08:00'); // a Wednesday; Thursday is a holiday

test('a ladder speaks when the office opens, skipping holidays and weekends, and at the deadline for 0', () => {
  const rungs = [
    { after: '-workdays:1', verb: '提醒', to: 'assignee' },
    { after: 'workdays:0', verb: '催办', to: 'assignee' },
    { after: 'workdays:1', verb: '催办', to: 'director' },
    { after: 'workdays:3', verb: '督办', to: 'leader' },
    { after: 'soon', verb: '提醒', to: 'assignee' },
  ];
  expect(
    alarmsOf(table, due, rungs, [
      { when: 'overdue', to: 'desk' },
      { when: 'created', to: 'leader' },
    ]),
  ).toEqual([
    { at: new Date('2026-11-24T08:30:00+08:00'), verb: '提醒', audience: 'assignee' },
    { at: new Date('2026-11-25T17:30:00+08:00'), verb: '催办', audience: 'assignee' },
    { at: new Date('2026-11-25T17:30:00+08:00'), verb: '超期', audience: 'desk' },
    { at: new Date('2026-11-27T08:30:00+08:00'), verb: '催办', audience: 'director' },
    { at: new Date('2026-12-01T08:30:00+08:00'), verb: '督办', audience: 'leader' },
  ]);
});

test('without rungs and notices nothing is said', () => {
  expect(alarmsOf(table, due, [], [])).toEqual([]);
});
