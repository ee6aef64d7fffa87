import { openDatabase, openPool } from '../../engine/index.ts';
import type { Database } from '../../server/db/schema.ts';
import { Mailer } from '../../server/mail/mailer.ts';
import { smtpTransport } from '../../server/mail/transport.ts';
import { testClock } from '../../server/platform/clock.ts';
import { createHealth } from '../../server/platform/health.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { createMetrics } from '../../server/platform/metrics.ts';
import { secretsFrom } from '../../server/platform/secrets.ts';

/**
 * The mail sender alone, in a process that may end at a crash point: sends what is due at NOW, and ends.
 *
 *     node mail-program.ts URL SMTP-URL NOW
 */
const [url, smtpUrl, now] = process.argv.slice(2) as [string, string, string];
const publicUrl = 'https://onedoor.example';
const pool = openPool(url);
const mailer = new Mailer(
  {
    settings: {
      ...{ host: '127.0.0.1', port: 0, data: '', databaseUrl: url, smtpUrl, publicUrl },
      ...{ secret: undefined, webhookAllow: [] },
    },
    ...{ pool, database: openDatabase<Database>(pool), clock: testClock(now), health: createHealth() },
    ...{ logger: createLogger(process.stderr), metrics: createMetrics() },
    secrets: secretsFrom('a secret of the tests that is long enough'),
  },
  { transport: smtpTransport({ smtpUrl, publicUrl }) },
);
process.stdout.write(`${await mailer.deliverDue()} attempts\n`);
await pool.end();
