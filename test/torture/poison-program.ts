import { appendFileSync } from 'node:fs';
import { sql } from 'kysely';
import { engineOn } from '../support/engine.ts';

/**
 * A server that does what is due at NOW, and ends. A job for “毒” kills it (-9) in its action. Every attempt is written
 * down outside the database before it does anything.
 *
 *     node poison-program.ts URL FILE NOW
 */
const [url, file, now] = process.argv.slice(2) as [string, string, string];
const on = engineOn(url, {
  actions: {
    'order.issue': async ({ trx }, job) => {
      appendFileSync(file, `${JSON.stringify([job.businessKey, job.attempt])}\n`);
      if (job.input.to === '毒') process.kill(process.pid, 'SIGKILL');
      await sql`insert into sent values (${job.town}, ${job.businessKey}, ${job.attempt})`.execute(trx);
    },
  },
});
on.clock.set(now);
await on.engine.drain();
await on.close();
