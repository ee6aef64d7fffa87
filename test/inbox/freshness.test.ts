import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { concerned } from '../../inbox/freshness.ts';
import type { LiveEvent } from '../../server/live/contract.ts';

/** Which of the pages' queries a change makes old. */
function old(event: LiveEvent): string[] {
  const client = new QueryClient();
  const held: [readonly string[], unknown][] = [
    [['cases', 'open'], []],
    [['case', 'a'], {}],
    [['case', 'b'], {}],
    [['timeline', 'a'], []],
    [['timeline', 'b'], []],
    [['comments', 'a'], []],
    [['task', '1.1'], { caseId: 'a' }],
    [['task', '2.1'], { caseId: 'b' }],
    [['tasks', 'mine', ''], {}],
    [['mails'], []],
  ];
  for (const [key, data] of held) client.setQueryData(key, data);
  const found = concerned(event).flatMap((filters) => client.getQueryCache().findAll(filters));
  client.clear();
  return found.map(({ queryKey }) => queryKey.join(' '));
}

test('a case that changed makes its own pages and the lists old, not those of other cases', () => {
  expect(old({ topic: 'case', id: 'a' })).toEqual(['cases open', 'case a', 'timeline a', 'comments a', 'task 1.1']);
});

test('after a reconnection, when nobody knows which case it was, all of them are old', () => {
  expect(old({ topic: 'case' })).toEqual([
    'cases open',
    'case a',
    'case b',
    'timeline a',
    'timeline b',
    'comments a',
    'task 1.1',
    'task 2.1',
  ]);
});

test('the list of tasks looks after itself', () => {
  expect(old({ topic: 'tasks' })).toEqual([]);
});
