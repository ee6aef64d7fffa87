import { parseArgs } from 'node:util';
import { compileFigures, stepFigures } from './pure.ts';
import { soundnessFigures } from './soundness.ts';
import { storageFigures } from './storage.ts';
import { storeFigures } from './store.ts';

/**
 * `npm run bench`: what the engine costs, and beside it in the same run work by hand. Only the ratio travels from machine
 * to machine. One JSON line a figure. `npm run bench -- --only step` runs one group.
 */
const groups = {
  step: stepFigures,
  compile: compileFigures,
  soundness: soundnessFigures,
  store: storeFigures,
  storage: storageFigures,
};
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const chosen = Object.entries(groups).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0) throw new Error(`Expected one of ${Object.keys(groups).join(', ')} but “${only}” was given`);
for (const [, figures] of chosen) for (const one of await figures()) console.log(JSON.stringify(one));
