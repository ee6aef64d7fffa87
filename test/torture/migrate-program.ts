import { openPool } from '../../engine/index.ts';
import { migrateAll } from '../../server/db/migrate.ts';

/** A server that only migrates, and says what it applied. */
const pool = openPool(process.argv[2]!);
process.stdout.write(`${JSON.stringify(await migrateAll(pool))}\n`);
await pool.end();
