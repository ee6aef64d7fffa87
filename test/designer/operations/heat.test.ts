import { expect, test } from 'vitest';
import { heatOf, largestOf, stepOf } from '../../../designer/operations/statistics/heat.ts';
import type { Statistics } from '../../../server/operations/contract.ts';

const row = (element: string, figures: Partial<Statistics[number]>): Statistics[number] => ({
  ...{ element, name: element, procedure: 'p@1', kind: 'userTask' },
  ...{ entered: 0, open: 0, completed: 0, interrupted: 0, median: null, p90: null, overdue: 0, incidents: 0 },
  ...figures,
});
const rows = [row('ask', { entered: 10, median: 90_000 }), row('mediate', { entered: 1, overdue: 2 }), row('end', {})];

test('five steps of the largest; nothing has no colour', () => {
  expect([0, 1, 19, 20, 60, 99, 100].map((value) => stepOf(value, 100))).toEqual([undefined, 0, 0, 1, 3, 4, 4]);
  expect(stepOf(3, 0)).toBeUndefined();
});

test('each step with its figure in words; light words on the dark grounds', () => {
  expect(largestOf(rows, 'median')).toBe(90_000);
  expect(heatOf(rows, 'entered', 'end')).toEqual({
    ask: {
      chosen: false,
      badge: { text: '10 次', tone: 'plain' },
      paint: { fill: '#164789', label: '#ffffff', stroke: '#ffffff' },
      solid: true,
    },
    mediate: {
      chosen: false,
      badge: { text: '1 次', tone: 'plain' },
      paint: { fill: '#eaf1fb', label: '#16233a', stroke: '#1f5fbf' },
      solid: true,
    },
    end: { chosen: true, paint: { fill: '#ffffff', label: '#5c687d', stroke: '#8a96a9' } },
  });
  expect(heatOf(rows, 'median')).toEqual({
    ask: expect.objectContaining({ badge: { text: '1 分 30 秒', tone: 'plain' } }),
  });
  expect(heatOf(rows, 'overdue')).toEqual({
    mediate: expect.objectContaining({ badge: { text: '2 次', tone: 'plain' } }),
  });
});
