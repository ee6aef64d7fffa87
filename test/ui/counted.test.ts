import { expect, test } from 'vitest';
import { mostCounted } from '../../server/platform/counts.ts';
import { counted } from '../../ui/text/counted.ts';

test('a count is said up to 99, and beyond as 99+', () => {
  expect([0, 7, 99, 100, mostCounted].map(counted)).toEqual(['0', '7', '99', '99+', '99+']);
});
