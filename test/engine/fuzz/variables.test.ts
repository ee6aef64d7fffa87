import { expect, it } from 'vitest';
import { run, SEED } from './run.ts';

it('whatever a procedure is given to decide by is refused in words, kept, or stops it with an incident', async () => {
  const { ways, slowest } = await run(new URL('./campaigns/variables.ts', import.meta.url), 2_500);
  console.info(`variables: 2500 inputs, FUZZ_SEED=${SEED}`, ways, slowest);
  for (const way of ['rejected', 'incident', 'active', 'completed']) expect(ways[way], way).toBeGreaterThan(100);
}, 300_000);
