import { expect, test } from 'vitest';
import { together } from '../../../server/platform/together.ts';

/** A read that is answered by hand. */
function reader() {
  const sent: { readonly town: number; readonly keys: readonly string[]; answer(error?: Error): void }[] = [];
  const find = together(
    (_db: object, town, keys) =>
      new Promise<Map<string, string>>((resolve, reject) => {
        const rows = new Map(keys.filter((key) => key !== 'none').map((key) => [key, `row of ${key}`]));
        sent.push({ town, keys, answer: (error) => (error ? reject(error) : resolve(rows)) });
      }),
  );
  return { find, sent };
}
const db = {};

test('what is asked for while a read is under way travels together in the next, each key once', async () => {
  const { find, sent } = reader();
  const asked = ['a', 'b', 'none', 'b'].map((key) => find(db, 1, key));
  sent[0]!.answer();
  expect(await asked[0]).toBe('row of a');
  sent[1]!.answer();
  expect(await Promise.all(asked)).toEqual(['row of a', 'row of b', undefined, 'row of b']);
  expect(sent.map(({ keys }) => keys)).toEqual([['a'], ['b', 'none']]);
});

test('the same key is read again by whoever asks later', async () => {
  const { find, sent } = reader();
  const first = find(db, 1, 'a');
  sent[0]!.answer();
  await first;
  const second = find(db, 1, 'a');
  sent[1]!.answer();
  expect(await second).toBe('row of a');
});

test('towns and databases have statements of their own', () => {
  const { find, sent } = reader();
  for (const [where, town] of [
    [db, 1],
    [db, 2],
    [{}, 1],
  ] as const)
    void find(where, town, 'a');
  expect(sent.map(({ town, keys }) => [town, keys])).toEqual([
    [1, ['a']],
    [2, ['a']],
    [1, ['a']],
  ]);
});

test('a failure is told to those whose read it was, and the next goes on', async () => {
  const { find, sent } = reader();
  const [one, other] = [find(db, 1, 'a'), find(db, 1, 'b')];
  sent[0]!.answer(new Error('gone'));
  await expect(one).rejects.toThrow('gone');
  sent[1]!.answer();
  expect(await other).toBe('row of b');
});
