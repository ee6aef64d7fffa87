import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run torture`: 1,000 kills of servers at random moments, and everything else of test/torture. A number
 * chooses how many kills (`npm run torture -- 5000`), `FUZZ_SEED` another campaign.
 */
const root = join(import.meta.dirname, '..');
const kills = Number(process.argv[2] ?? 1000);
if (!Number.isInteger(kills) || kills < 1) {
  console.error(`Expected a number of kills but got ${process.argv[2]}`);
  process.exit(1);
}
const { status } = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), ['run', '--project', 'db', 'test/torture'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, TORTURE_KILLS: String(kills) },
});
process.exitCode = status ?? 1;
