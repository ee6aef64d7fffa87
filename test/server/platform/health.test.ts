import { expect, test } from 'vitest';
import { createHealth } from '../../../server/platform/health.ts';

test('ready when every check passes; a check that throws, rejects or never answers fails alone', async () => {
  const health = createHealth();
  health.check('database', async () => {});
  expect(await health.report()).toEqual({ ready: true, checks: { database: true } });
  health.check('migrations', () => {
    throw new Error('no');
  });
  health.check('workers', () => Promise.reject(new Error('no')));
  health.check('mail', () => new Promise(() => {}));
  expect(await health.report(5)).toEqual({
    ready: false,
    checks: { database: true, migrations: false, workers: false, mail: false },
  });
  for (const name of ['migrations', 'workers', 'mail']) health.check(name, () => {});
  expect((await health.report()).ready).toBe(true);
});
