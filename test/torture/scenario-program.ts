import { passedPoints } from '../../engine/store/crash-point.ts';
import { openAckLog } from '../support/ack-log.ts';
import type { Call } from './calls.ts';
import { play, scenarios } from './scenarios.ts';

/** One scenario in a process of its own, which may end at a crash point; says which points it passed. */
const [url, file, name] = process.argv.slice(2) as [string, string, string];
await play(url, openAckLog<Call>(file), scenarios[name]!);
process.stdout.write(`${JSON.stringify([...passedPoints()])}\n`);
