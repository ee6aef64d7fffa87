import { expect, test } from 'vitest';
import { changesBetween, groupByDue } from '../../inbox/tasks/grouping.ts';
import type { TaskItem } from '../../server/inbox/contract.ts';

const task = (id: string, due: string | null, state: 'calm' | 'soon' | 'late' | 'paused' = 'calm'): TaskItem => ({
  id,
  name: '组织调解',
  case: null,
  who: null,
  claimedByMe: true,
  deadline: due === null ? null : { due, state, sentence: '', date: '', strip: [], provisional: false },
  created: '2026-11-16T09:00:00+08:00',
  ended: null,
  ...{ urgent: false, followUp: null, suspended: false, delegation: null, signing: null },
});

test('tasks fall into groups by the calendar of Shanghai; weeks begin on Monday', () => {
  const wednesday = new Date('2026-11-25T09:00:00+08:00');
  const items = [
    task('late', '2026-11-24T17:30:00+08:00', 'late'),
    task('today', '2026-11-25T17:30:00+08:00', 'soon'),
    task('friday', '2026-11-27T17:30:00+08:00'),
    task('sunday', '2026-11-29T23:30:00+08:00'),
    task('monday', '2026-11-30T00:30:00+08:00'),
    task('later', '2026-12-07T17:30:00+08:00'),
    task('open', null),
  ];
  expect(
    groupByDue(items, wednesday).map(({ title, late, items: found }) => [title, late, found.map(({ id }) => id)]),
  ).toEqual([
    ['已超期', true, ['late']],
    ['今天到期', false, ['today']],
    ['本周', false, ['friday', 'sunday']],
    ['下周', false, ['monday']],
    ['以后', false, ['later']],
    ['不限时', false, ['open']],
  ]);
});

test('changes are what came, went or reads differently; order alone is none', () => {
  const shown = [task('a', null), task('b', null), task('c', null)];
  expect(changesBetween(shown, [task('c', null), task('b', null), task('a', null)])).toBe(0);
  expect(changesBetween(shown, [task('a', null), { ...task('b', null), who: '黄丽' }, task('d', null)])).toBe(3);
});
