import { expect, onTestFinished, test, vi } from 'vitest';
import { leaseMs } from '../../engine/worker/context.ts';
import { createLoop, longestRestMs } from '../../engine/worker/loop.ts';
import * as mail from '../../server/mail/mailer.ts';
import * as webhooks from '../../server/webhooks/courier.ts';
import { engineOn } from '../support/engine.ts';
import { actions } from './calls.ts';
import { scenarios } from './scenarios.ts';
import { inLanes, onStage } from './stage.ts';

/** A node dies with leased work in its hands: at the end of the lease, and not before, another one has it. */
const held: Readonly<Record<string, { readonly scenario: string; readonly table: string; readonly at: string }>> = {
  'job:claimed': { scenario: 'a job with an effect', table: 'job', at: '09:00' },
  'timer:claimed': { scenario: 'timers of a task', table: 'timer', at: '09:20' },
  'start:claimed': { scenario: 'a procedure that begins by the clock', table: 'start_trigger', at: '09:20' },
  'delivery:claimed': { scenario: 'a signal that begins others', table: 'delivery', at: '09:00' },
  'bulk:claimed': { scenario: 'an order for many instances', table: 'bulk_item', at: '09:00' },
};

test('whoever looks for work looks again within 2 s', () => {
  const rests = { workers: longestRestMs, mail: mail.restMs, webhooks: webhooks.restMs };
  expect(Object.entries(rests).filter(([, ms]) => ms > 1_000)).toEqual([]);
});

test('a worker without work looks as often as that', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const looks: number[] = [];
  const idle = async () => {
    looks.push(Date.now());
    return 0;
  };
  const loop = createLoop(idle, { info: () => {}, warn: () => {}, error: () => {} });
  loop.start();
  await vi.advanceTimersByTimeAsync(20_000);
  await loop.stop();
  const rests = looks.slice(1).map((at, index) => at - looks[index]!);
  expect([rests.length > 20, Math.max(...rests)]).toEqual([true, longestRestMs]);
});

test('what a dead node held is done at the end of its lease', { timeout: 600_000 }, async () => {
  const pairs = Object.entries(held);
  const done = await inLanes(pairs, ([point, { scenario, table, at }]) =>
    onStage(async (stage) => {
      expect(scenarios[scenario]!.meets).toContain(point);
      const ended = await stage.start(scenario, point).ended;
      const leases = async () => {
        const text = `select distinct lease_until from ${table} where lease_until is not null`;
        return (await stage.db.pool.query<{ lease_until: Date }>(text)).rows.map((row) => row.lease_until.getTime());
      };
      const end = Date.parse(`2026-11-23T${at}:00+08:00`) + leaseMs;
      const heir = engineOn(stage.db.url, { actions });
      const left = [await leases()];
      for (const moment of [end - 1, end]) {
        heir.clock.set(new Date(moment));
        await heir.engine.drain();
        left.push(await leases());
      }
      await heir.close();
      return { point, ended, left: left.map((some) => some.map((one) => one - end)) };
    }),
  );
  // Milliseconds from the end of its lease: at its death, just before that end, and at it.
  expect(done).toEqual(pairs.map(([point]) => ({ point, ended: 'SIGKILL', left: [[0], [0], []] })));
});
