import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { migrate } from '../../engine/index.ts';
import { engineOn } from '../support/engine.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { prepare } from './calls.ts';
import { killAtRandom, lanes } from './campaign.ts';
import { campaignSeed, fastClock } from './chance.ts';
import { takeOverAndCheck } from './check.ts';

/** kill -9 of three servers on one database, again and again, at moments that nobody chose. */
const kills = Number(process.env.TORTURE_KILLS ?? 150);
const minute = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'onedoor-kills-'));
let db: TestDatabase;
afterEach(() => db.drop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function field(name: string) {
  db = await testDatabase((pool) => migrate(pool));
  const on = engineOn(db.url);
  await prepare(on);
  await on.close();
  const ackLog = (lane: number) => join(folder, `${name}-${lane}`);
  const epoch = Date.now();
  return {
    ...{ url: db.url, ackLog, epoch, seed: campaignSeed },
    check: () =>
      takeOverAndCheck(
        db.url,
        db.pool,
        fastClock(epoch).now(),
        Array.from({ length: lanes }, (_, lane) => ackLog(lane)),
      ),
  };
}

test(`${kills} kills: nothing is lost, nothing happens twice`, {
  timeout: Math.max(20 * minute, kills * 8_000),
}, async () => {
  const { check, ...campaign } = await field('kills');
  const started = performance.now();
  const { answers } = await killAtRandom({ ...campaign, kills });
  const killed = performance.now();
  expect(await check()).toEqual([]);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  console.log(
    `${kills} kills of ${lanes} servers in ${seconds(killed - started)} s, ${answers} answers; checked in ${seconds(performance.now() - killed)} s`,
  );
  expect(answers).toBeGreaterThan(kills);
});

/**
 * The same campaign without lock, fence and unique key must not pass: an instance is written by two servers at once (I3),
 * a caller who asks again begins a second instance (I1) or hears another answer (I5). Which of these comes first is chance.
 */
test('control: without the guards the checker finds lost updates or doubled calls', {
  timeout: 20 * minute,
}, async () => {
  const { check, ...campaign } = await field('control');
  await db.pool.query('alter table idempotency drop constraint idempotency_pkey');
  const loader = join(import.meta.dirname, 'without-guards.ts');
  let found: readonly string[] = [];
  for (let round = 0; round < 20 && found.length === 0; round++) {
    await killAtRandom({ ...campaign, kills: 12, firstLife: round * 100, loader });
    found = (await check()).filter((violation) => /^I[135] /.test(violation));
  }
  expect(found).not.toEqual([]);
});
