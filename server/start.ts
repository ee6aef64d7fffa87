import { buildApp } from './app.ts';
import { migrateAll } from './db/migrate.ts';
import { seedDemo } from './demo/seed.ts';
import { buildEngine } from './engine.ts';
import { countMigrations } from './platform/database.ts';
import { runProcess } from './platform/process.ts';
import { deployShipped } from './procedures/shipped.ts';
import { workersOf } from './workers.ts';

await runProcess(async (base) => {
  await migrateAll(base.pool);
  const migrated = await countMigrations(base.pool);
  base.health.check('migrations', async () => {
    const now = await countMigrations(base.pool);
    if (now < migrated) throw new Error(`Expected ${migrated} migrations but the database has ${now}`);
  });
  const deps = { ...base, engine: buildEngine(base) };
  await deployShipped(deps);
  const notes = await seedDemo(deps);
  const http = await buildApp(deps);
  return { http, notes, ...workersOf(deps) };
});
