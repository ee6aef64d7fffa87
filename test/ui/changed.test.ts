import { expect, test } from 'vitest';
import { changed } from '../../ui/choices/changed.ts';

test('a choice changes its own field of the address', () => {
  const before = new URLSearchParams('view=stuck&process=p&element=e');
  expect(changed(before, { process: 'q', element: null, older: undefined }).toString()).toBe('view=stuck&process=q');
  expect(before.toString()).toBe('view=stuck&process=p&element=e');
});
