import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/index.ts';
import type { Database } from '../../server/db/schema.ts';
import { createTowns } from '../support/fixtures.ts';
import { startProgram } from '../support/programs.ts';
import { byHand, record } from './by-hand.ts';
import { signIn, throughHttp } from './office.ts';
import { inPlace, middle, type Place } from './place.ts';
import { type Figure, measure, startInstances } from './workload.ts';

const ROUNDS = Number(process.env.ONEDOOR_BENCH_ROUNDS ?? 3);
const CALLERS = 64;
const INSTANCES = 600;
const secret = 'a secret of the bench that is long enough';

/**
 * Completions per second through the whole server in a process of its own, as `npm start` starts it, by 64 people with a
 * session each: origin, CSRF token, idempotency key, checks of the body and the form, audit. Beside it in the same run
 * the same rows by hand, one transaction each, without any of that.
 */
export const httpFigures = (): Promise<readonly object[]> =>
  inPlace(async (place) => {
    const { engine, pool, hand } = place;
    const database = openDatabase<Database>(pool);
    await createTowns(database, new Date());
    const [pattern] = await startInstances(engine, 1);
    const recorded = await record(engine, pool, pattern!);
    const server = await startServer(place);
    const colleagues = await signIn(database, { secret, address: server.address }, CALLERS);
    try {
      const ways = { single: byHand(hand, recorded), http: throughHttp(colleagues) };
      for (const way of Object.values(ways)) await measure(CALLERS, await startInstances(engine, 300, true), way);
      await pool.query('vacuum analyze');
      const rounds: Record<keyof typeof ways, Figure>[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const taken = { single: undefined, http: undefined } as unknown as Record<keyof typeof ways, Figure>;
        for (const name of round % 2 === 0 ? (['single', 'http'] as const) : (['http', 'single'] as const))
          taken[name] = await measure(CALLERS, await startInstances(engine, INSTANCES, true), ways[name]);
        rounds.push(taken);
      }
      const { single, http } = middle(rounds, (one) => one.http.perSecond / one.single.perSecond);
      return [
        { figure: 'completions by hand beside HTTP', callers: CALLERS, ...single },
        {
          ...{ figure: 'completions through HTTP', callers: CALLERS, ...http },
          ratio: Math.round((http.perSecond / single.perSecond) * 100) / 100,
        },
      ];
    } finally {
      for (const one of colleagues) one.close();
      await server.stop();
    }
  });

/** The installation on this database; ready when it answers. */
async function startServer({ url }: Place): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'onedoor-bench-server-'));
  const port = await freePort();
  const program = startProgram(join(import.meta.dirname, '../../server/main.ts'), [], {
    // A socket's path stands in the query; the host before it is only there to be a whole address.
    ...{ ONEDOOR_DATA: data, DATABASE_URL: url.replace('@/', '@localhost/'), ONEDOOR_SECRET: secret },
    ...{ HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: '' },
  });
  await program.line(/一扇门已启动/);
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      program.child.kill('SIGTERM');
      await program.ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}
