import { expect, it } from 'vitest';
import { run, SEED } from './run.ts';

it('whatever is read as a drawing ends in problems that can be read, or is compiled', async () => {
  const { ways, slowest } = await run(new URL('./campaigns/drawings.ts', import.meta.url), 5_000);
  console.info(`drawings: 5000 inputs, FUZZ_SEED=${SEED}`, ways, slowest);
  for (const way of ['unreadable', 'refused', 'sound', 'unsound']) expect(ways[way], way).toBeGreaterThan(100);
}, 300_000);
