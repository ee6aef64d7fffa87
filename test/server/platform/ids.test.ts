import { expect, test } from 'vitest';
import { uuidv7 } from '../../../server/platform/ids.ts';

test('a uuid of version 7 holds its time (the example of RFC 9562, A.6) and sorts by it', () => {
  const one = uuidv7(new Date('2022-02-22T14:22:22-05:00'));
  expect(one).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(one < uuidv7(new Date('2022-02-22T14:22:23-05:00'))).toBe(true);
});

test('two of the same moment differ', () => {
  const at = new Date(0);
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7(at))).size).toBe(1000);
});
