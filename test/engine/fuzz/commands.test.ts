import { expect, it } from 'vitest';
import { run, SEED } from './run.ts';

it('whatever is asked of an instance is refused in words or leaves it whole', async () => {
  const { ways, slowest } = await run(new URL('./campaigns/commands.ts', import.meta.url), 2_500);
  console.info(`commands: 2500 sequences, FUZZ_SEED=${SEED}`, ways, slowest);
  for (const way of ['rejected', 'incident', 'active', 'completed', 'cancelled'])
    expect(ways[way], way).toBeGreaterThan(20);
}, 300_000);
