import { createEngine, openDatabase, openPool } from '../../engine/index.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { openAckLog, readAckLog, unanswered } from '../support/ack-log.ts';
import { plainFacts } from '../support/facts.ts';
import { actions, ask, type Call, follow, nextCall } from './calls.ts';
import { fastClock, seeded } from './chance.ts';

/**
 * A server of the campaign: engine, workers and callers in one process, until it is killed. The callers ask first for what
 * they were not told before their last death. Says `ready`, and a dot for every answer.
 *
 *     node victim-program.ts URL ACK-LOG SEED LIFE EPOCH
 *
 * Life 0 ends by itself after some answers: only a process that ends well leaves what node compiled to those who follow.
 */
const [url, file, seed, life, epoch] = process.argv.slice(2) as [string, string, string, string, string];
const say = (text: string) => process.stdout.write(`${text}\n`);
const pool = openPool(url);
const engine = createEngine<Trx>({
  database: openDatabase(pool),
  clock: fastClock(Number(epoch)),
  facts: async () => plainFacts,
  actions,
  // With and without: COMMIT travels alone, or with the last writes of its batch.
  projections: Number(life) % 2 === 0 ? [follow] : [],
});
const on = { engine, pool };
const log = openAckLog<Call>(file);

await engine.procedure(1, 'warm@1');
const left = unanswered(readAckLog<Call>(file));
engine.startWorkers();
say('ready');
await Promise.all([
  ...left.map(async ({ key, call }) => {
    await ask(on, log, key, call);
    say('.');
  }),
  ...Array.from({ length: 6 }, async (_, caller) => {
    const random = seeded(`${seed}-${life}-${caller}`);
    for (let number = 0; ; number++) {
      const key = `${seed}-${life}-${caller}-${number}`;
      await ask(on, log, key, await nextCall(on, random, key));
      say('.');
      if (life === '0' && number === 4) process.exit();
    }
  }),
]);
