import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { play, proceduresOf, readTrace, record } from '../../elements/trace.ts';

const here = new URL('./', import.meta.url);
const cases = readdirSync(here)
  .filter((file) => file.endsWith('.trace.json'))
  .map((file) => file.slice(0, -'.trace.json'.length));

/** `RECORD=1` writes what happens now as the expected trace: read the difference before you keep it. */
const recording = process.env.RECORD === '1';

describe('what administrators do to the drawn models of the elements', () => {
  it.each(cases)('%s', async (name) => {
    const expected = readTrace(name, here);
    const versions = (expected.models ?? []).map((model, at) => proceduresOf(model, at + 1));
    const played = play((await Promise.all(versions)).flat(), expected);
    if (recording) record(name, played, here);
    expect(played).toEqual(recording ? readTrace(name, here) : expected);
  });
});
