import { expect, test } from 'vitest';
import { isTaskSearch, taskQueryOf, taskViewOf } from '../../../designer/operations/tasks/query.ts';

const now = new Date('2026-11-23T01:00:00+08:00');
const query = (address: string) => taskQueryOf(new URLSearchParams(address), now);

test('an empty address is what is to be done', () => {
  expect(query('')).toEqual({ status: 'open' });
  expect(taskViewOf(new URLSearchParams('view=nonsense'))).toBe('open');
  expect(isTaskSearch(new URLSearchParams('view=overdue'))).toBe(false);
});

test('every field of the address is a field of the search; days count in Shanghai', () => {
  const variables = '[{"name":"people","is":">","value":3}]';
  const address = new URLSearchParams({
    ...{ view: 'all', process: 'on-site-mediation', version: 'on-site-mediation@2', element: 'mediate' },
    ...{ who: '01890000-0000-7000-8000-000000000001', role: 'mediator', older: '7', due: '3', variables },
  });
  expect(taskQueryOf(address, now)).toEqual({
    process: 'on-site-mediation',
    version: 'on-site-mediation@2',
    element: 'mediate',
    assignee: '01890000-0000-7000-8000-000000000001',
    group: 'mediator',
    createdBefore: '2026-11-16T00:00:00+08:00',
    dueBefore: '2026-11-27T00:00:00+08:00',
    variables,
  });
});

test.each([
  ['view=overdue', { overdue: 'true' }],
  ['view=completed', { status: 'completed' }],
  ['view=cancelled', { status: 'cancelled' }],
  ['view=all', {}],
  ['view=all&who=nobody', { unclaimed: 'true' }],
  ['view=all&due=0', { dueBefore: '2026-11-24T00:00:00+08:00' }],
])('%s', (address, expected) => {
  expect(query(address)).toEqual(expected);
});

test.each(['process', 'version', 'element', 'who', 'role', 'older', 'due', 'variables'])('%s narrows it', (name) => {
  expect(isTaskSearch(new URLSearchParams({ [name]: '1' }))).toBe(true);
});

test('an address that somebody broke asks nothing of the server that it would refuse', () => {
  expect(query('older=soon&due=-1&variables=[{')).toEqual({ status: 'open' });
  expect(query('older=99999999')).toEqual({ status: 'open' });
});
