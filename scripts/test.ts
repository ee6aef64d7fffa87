import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Outcome, type Step, steps } from './steps.ts';

/**
 * Every check and test in one run: `npm test`. Names choose some (`npm test -- types unit`). All steps run even when
 * one fails; the last line counts, and the exit code is 0 only when nothing failed.
 */
const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`Expected some of ${steps.map((step) => step.name).join(' ')} but got ${unknown.join(' ')}`);
  process.exit(1);
}

const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const outcomes = chosen.map((step) => [step, run(step)] as const);
for (const [{ name }, { passed, failed, seconds }] of outcomes) {
  console.log(`${failed > 0 ? '✘' : '✔'} ${name.padEnd(8)} ${passed} passed, ${failed} failed, ${seconds} s`);
}
const total = (key: 'passed' | 'failed') => outcomes.reduce((sum, [, outcome]) => sum + outcome[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 ? 1 : 0;

function run({ name, command, count }: Step): Outcome & { seconds: string } {
  console.log(`\n▶ ${name}: ${command.join(' ')}`);
  const started = performance.now();
  const [program, ...parameters] = command;
  const bin = join(root, 'node_modules', '.bin', program!);
  const { status, error } = spawnSync(bin, parameters, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  const outcome = count(status === 0);
  return { ...outcome, seconds: ((performance.now() - started) / 1000).toFixed(1) };
}
