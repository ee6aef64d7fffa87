import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 that depend on the seed only. */
export function seeded(seed: string): () => number {
  let block = createHash('sha256').update(seed).digest();
  let at = 0;
  return () => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(block).digest();
      at = 0;
    }
    const value = block.readUInt32BE(at);
    at += 4;
    return value / 2 ** 32;
  };
}

/** `FUZZ_SEED` chooses another campaign. */
export const campaignSeed = process.env.FUZZ_SEED ?? '20261123';

const start = Date.parse('2026-11-23T09:00:00+08:00');
const speed = 60;

/** A minute a second, the same in every process of a campaign: a lease of 30 s is over after half a second. */
export const fastClock = (epoch: number) => ({ now: () => new Date(start + (Date.now() - epoch) * speed) });
