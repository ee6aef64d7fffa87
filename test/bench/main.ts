import { parseArgs } from 'node:util';
import { httpFigures } from './http.ts';
import { inboxFigures } from './inbox.ts';
import { poisonFigures } from './poison.ts';
import { compileFigures, stepFigures } from './pure.ts';
import { serverFigures } from './servers.ts';
import { soundnessFigures } from './soundness.ts';
import { storageFigures } from './storage.ts';
import { storeFigures } from './store.ts';
import { timerFigures } from './timers.ts';
import { waitingFigures } from './waiting.ts';

/**
 * `npm run bench`: what the engine costs, and beside it in the same run work by hand. Only the ratio travels from machine
 * to machine. One JSON line a figure. `npm run bench -- --only step` runs one group,
 * `--scale` also those over very much.
 */
const groups = {
  step: stepFigures,
  compile: compileFigures,
  soundness: soundnessFigures,
  store: storeFigures,
  storage: storageFigures,
  http: httpFigures,
  servers: serverFigures,
  poison: poisonFigures,
};
/** Those that fill a database first, which takes minutes and gigabytes. */
const large = { inbox: inboxFigures, waiting: waitingFigures, timers: timerFigures };

const { only, scale } = parseArgs({ options: { only: { type: 'string' }, scale: { type: 'boolean' } } }).values;
const all = { ...groups, ...(scale || (only !== undefined && only in large) ? large : {}) };
const chosen = Object.entries(all).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0)
  throw new Error(`Expected a group of ${Object.keys({ ...groups, ...large })} but got “${only}”`);
for (const [, figures] of chosen) for (const one of await figures()) console.log(JSON.stringify(one));
