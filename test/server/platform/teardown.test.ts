import { expect, test } from 'vitest';
import { Teardown } from '../../../server/platform/teardown.ts';

test('parts close in the opposite order, each once, whatever fails', async () => {
  const teardown = new Teardown();
  const closed: string[] = [];
  const part = (name: string) => async () => void closed.push(name);
  teardown.add('lock', part('lock'));
  teardown.add('database', async () => {
    closed.push('database');
    throw new Error('database was gone');
  });
  teardown.add('http', part('http'));
  const [errors] = await Promise.all([teardown.run(), teardown.run()]);
  expect([closed, errors]).toEqual([['http', 'database', 'lock'], [new Error('database was gone')]]);
});

test('what is opened while closing is closed too', async () => {
  const teardown = new Teardown();
  const closed: string[] = [];
  teardown.add('lock', async () => void closed.push('lock'));
  teardown.add('database', async () => {
    teardown.add('late', async () => void closed.push('late'));
    closed.push('database');
  });
  await teardown.run();
  expect(closed).toEqual(['database', 'late', 'lock']);
});

test('force closes what still stands', async () => {
  const teardown = new Teardown();
  const forced: string[] = [];
  teardown.add(
    'postgres',
    () => new Promise(() => {}),
    () => forced.push('postgres'),
  );
  teardown.add(
    'http',
    async () => {},
    () => forced.push('http'),
  );
  void teardown.run();
  await new Promise(setImmediate);
  teardown.force();
  expect(forced).toEqual(['postgres']);
});
