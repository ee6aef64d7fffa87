import { expect, it } from 'vitest';
import { run, SEED } from './run.ts';

const fixture = (name: string): URL => new URL(`./fixtures/${name}.ts`, import.meta.url);

it('counts the ways in which inputs end', async () => {
  const { ways } = await run(fixture('plain'), 50);
  expect(Object.keys(ways).sort()).toEqual(['no', 'yes']);
  expect(ways.no! + ways.yes!).toBe(50);
});

it('reports the smallest input at which something is thrown', async () => {
  await expect(run(fixture('picky'), 50)).rejects.toThrow(/Counterexample: \[11\][\s\S]*FUZZ_SEED=/);
});

it('ends an input that takes more than its time of CPU, and tells which it was', async () => {
  const limits = { cpu: 200, memory: 256 };
  await expect(run(fixture('endless'), 50, limits)).rejects.toThrow(
    `Expected an answer within 200 ms of CPU but the input still runs\ninput 1 with FUZZ_SEED=${SEED}:\n3`,
  );
}, 240_000);

it('ends an input that takes more than its memory, and tells which it was', async () => {
  const limits = { cpu: 60_000, memory: 96 };
  await expect(run(fixture('greedy'), 50, limits)).rejects.toThrow(
    new RegExp(`memory limit[\\s\\S]*input 1 with FUZZ_SEED=${SEED}:\n"more"`),
  );
}, 240_000);
