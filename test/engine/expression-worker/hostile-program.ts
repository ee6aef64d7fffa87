import { parentPort } from 'node:worker_threads';
import { evaluate } from 'feelin';
import type { Trial } from '../../../engine/expression-worker/index.ts';

/** A thread without budgets: feelin alone, so that only time and memory stand between an expression and the process. */
const port = parentPort!;
port.on('message', (trial: Trial) => {
  if (trial.kind !== 'expression') return;
  if (trial.source === 'exit') process.exit(3);
  port.postMessage({ ok: true, value: evaluate(trial.source, { ...trial.variables }).value });
});
port.postMessage('ready');
