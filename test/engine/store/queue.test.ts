import { expect, test } from 'vitest';
import { createQueue } from '../../../engine/store/unit-of-work/queue.ts';
import type { Request, Settled } from '../../../engine/store/unit-of-work/request.ts';

/** A queue of two writers, three commands being enough; batches end when they are told to. */
function queue() {
  const batches: { readonly instances: readonly string[]; end(): void }[] = [];
  const settle = (requests: readonly Request[]) =>
    new Promise<readonly Settled[]>((resolve) => {
      const outcome = {} as never;
      batches.push({
        instances: requests.map(({ instance }) => instance),
        end: () => resolve(requests.map(() => ({ outcome }))),
      });
    });
  const made = createQueue({ writers: 2, enough: 3, size: 200, settle, settled: () => {} });
  const submit = (...instances: readonly string[]) => {
    for (const instance of instances) void made.submit({ town: 1, instance, options: {} } as Request);
    return new Promise(setImmediate);
  };
  return { batches, submit, sizes: () => batches.map(({ instances }) => instances.length) };
}
const names = (from: number, many: number) => Array.from({ length: many }, (_, at) => `i${from + at}`);

test('what comes while a batch is written begins beside it only when it is enough, and no smaller', async () => {
  const { batches, submit, sizes } = queue();
  await submit(...names(0, 5));
  expect(sizes()).toEqual([5]);
  await submit(...names(5, 4));
  expect(sizes()).toEqual([5]);
  await submit(...names(9, 1));
  expect(sizes()).toEqual([5, 5]);
  await submit(...names(10, 9));
  expect(sizes()).toEqual([5, 5]);
  batches[0]!.end();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(sizes()).toEqual([5, 5, 9]);
});

test('less than enough waits for the batch that is written, however small that is', async () => {
  const { batches, submit, sizes } = queue();
  await submit('a');
  await submit('b', 'c');
  expect(sizes()).toEqual([1]);
  batches[0]!.end();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(sizes()).toEqual([1, 2]);
});

test('where there is enough for two writers each gets its part', async () => {
  const { submit, sizes } = queue();
  await submit(...names(0, 7));
  expect(sizes()).toEqual([3, 4]);
});

test('commands on one instance are never in two batches at once', async () => {
  const { batches, submit } = queue();
  await submit('a', 'b', 'c');
  await submit('a', 'd', 'e', 'f');
  expect(batches.map(({ instances }) => instances)).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]);
  batches[0]!.end();
  batches[1]!.end();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(batches[2]!.instances).toEqual(['a']);
});
