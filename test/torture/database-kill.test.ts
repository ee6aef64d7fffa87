import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPool } from '../../engine/index.ts';
import { type Postgres, startPostgres } from '../../server/platform/postgres/index.ts';
import { openAckLog, readAckLog } from '../support/ack-log.ts';
import { engineOn } from '../support/engine.ts';
import { startProxy } from '../support/tcp-proxy.ts';
import { actions, ask, type Call } from './calls.ts';
import { takeOverAndCheck } from './check.ts';
import { prepareScenarios } from './scenarios.ts';

/**
 * kill -9 of a database that flushes to the disk, with callers in the middle of it. Two servers ride it out: nobody loses
 * what was acknowledged, and what follows is carried out by the same servers. How soon is printed (on a quiet machine 1.5
 * to 3 s), not compared: the machine of the tests may be busy.
 */
const kills = 2;

test.skipIf(process.platform === 'win32')(
  `${kills} kills of the database under work`,
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onedoor-database-'));
    let server = await startPostgres({ folder });
    // The socket of the embedded server moves when it starts again; what an external one would never do.
    const proxy = await startProxy(server.url('postgres'));
    const { url } = proxy;
    const file = join(folder, 'acks');
    const log = openAckLog<Call>(file);
    const setup = openPool(url);
    await prepareScenarios(setup);
    await setup.end();
    const servers = [engineOn(url, { actions }), engineOn(url, { actions })];
    let stopped = false;
    const call = (): Call => ({ kind: 'start', process: 'order', variables: { department: '人社局' } });
    const callers = servers.flatMap((on, place) =>
      Array.from({ length: 4 }, async (_, caller) => {
        for (let number = 0; !stopped; number++) {
          const answer = await ask(on, log, `${place}-${caller}-${number}`, call());
          if (answer !== undefined) told.get(on)?.();
        }
      }),
    );
    /** Resolves with the next answer of a server. */
    const told = new Map<(typeof servers)[number], () => void>();
    const nextAnswer = (on: (typeof servers)[number]) =>
      new Promise<void>((resolve) => {
        told.set(on, resolve);
      });
    try {
      for (let kill = 1; kill <= kills; kill++) {
        await Promise.all(servers.map(nextAnswer));
        const died = performance.now();
        process.kill(server.pid, 'SIGKILL');
        await server.exited;
        server = await restarted(folder);
        proxy.moveTo(server.url('postgres'));
        await Promise.all(servers.map(nextAnswer));
        const back = performance.now() - died;
        console.log(`database killed: both servers commit again after ${(back / 1000).toFixed(1)} s`);
      }
      stopped = true;
      await Promise.all(callers);
      const pool = openPool(server.url('postgres'));
      expect(await takeOverAndCheck(server.url('postgres'), pool, servers[0]!.clock.now(), [file])).toEqual([]);
      await pool.end();
      expect(readAckLog<Call>(file).length).toBeGreaterThan(kills * 2);
    } finally {
      stopped = true;
      await Promise.all(callers);
      await Promise.all(servers.map((on) => on.close()));
      await proxy.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** The processes of the dead server let go of its memory within moments; until then PostgreSQL refuses to start. */
async function restarted(folder: string): Promise<Postgres> {
  for (let tries = 1; ; tries++) {
    try {
      return await startPostgres({ folder });
    } catch (error) {
      if (tries === 1_000) throw error;
      await pause(50);
    }
  }
}
