import { expect, test } from 'vitest';
import { addressOf, filterOf, isNarrowed, testOf, testsOf, viewOf } from '../../../designer/operations/filter.ts';

const now = new Date('2026-11-23T01:00:00+08:00');
const filter = (address: string) => filterOf(new URLSearchParams(address), now);

test('an empty address is what is under way', () => {
  expect(filter('')).toEqual({ status: 'active' });
  expect(viewOf(new URLSearchParams('view=nonsense'))).toBe('active');
  expect(isNarrowed(new URLSearchParams('view=stuck'))).toBe(false);
});

test('every field of the address is a field of the filter; days count in Shanghai', () => {
  const address = new URLSearchParams({
    view: 'stuck',
    process: 'on-site-mediation',
    version: 'on-site-mediation@2',
    element: 'mediate',
    number: 'CC2026-0001',
    older: '7',
    newer: '30',
    oldest: 'true',
    variables: '[{"name":"people","is":">","value":3}]',
  });
  expect(filterOf(address, now)).toEqual({
    process: 'on-site-mediation',
    version: 'on-site-mediation@2',
    element: 'mediate',
    number: 'CC2026-0001',
    incident: true,
    startedBefore: '2026-11-16T00:00:00+08:00',
    startedAfter: '2026-10-24T00:00:00+08:00',
    variables: [{ name: 'people', is: '>', value: 3 }],
    oldest: true,
  });
  expect(isNarrowed(address)).toBe(true);
});

test.each([
  ['all', {}],
  ['completed', { status: 'completed' }],
  ['suspended', { status: 'suspended' }],
  ['cancelled', { status: 'cancelled' }],
])('the view %s', (view, expected) => {
  expect(filter(`view=${view}`)).toEqual(expected);
});

test('an address that somebody broke filters nothing', () => {
  expect(testsOf(new URLSearchParams('variables=[{'))).toEqual([]);
  expect(testsOf(new URLSearchParams('variables={"name":1}'))).toEqual([]);
});

test('the server gets the tests as JSON', () => {
  expect(addressOf({ status: 'active', variables: [{ name: 'willing', is: 'present' }] })).toEqual({
    status: 'active',
    variables: '[{"name":"willing","is":"present"}]',
  });
  expect(addressOf({ status: 'active' })).toEqual({ status: 'active', variables: undefined });
});

test.each([
  ['people', '>', ' 12 ', 'number', { name: 'people', is: '>', value: 12 }],
  ['people', '>', '十二', 'number', { name: 'people', is: '>', value: '十二' }],
  ['willing', '=', '是', 'boolean', { name: 'willing', is: '=', value: true }],
  ['willing', '=', '否', 'boolean', { name: 'willing', is: '=', value: false }],
  ['type', 'contains', '12', 'text', { name: 'type', is: 'contains', value: '12' }],
  ['type', 'present', '', 'text', { name: 'type', is: 'present' }],
] as const)('%s %s “%s” as %s', (name, is, typed, type, expected) => {
  expect(testOf(name, is, typed, type)).toEqual(expected);
});
