import assert from 'node:assert/strict';
import type { Problem } from '../../../engine/model/problem.ts';
import type { Rejection } from '../../../engine/model/rejection.ts';

/** What slips into a text when somebody forgot to say what is meant. Names of the input stand in “…” and may be anything. */
const SLIPS = /undefined|NaN|\[object|\bnull\b|Error:|\.ts:|at .* \(/;
const QUOTED = /“[^”]*”/gs;
const LONGEST = 2_000;

/** A problem is told in Chinese, whole and storable, and says in which file. */
export function assertLegible(problems: readonly Problem[]): void {
  for (const problem of problems) {
    const { message, remedy = '改', file, severity } = problem;
    const said = message.replaceAll(QUOTED, '“”');
    assert.match(said, /\p{Script=Han}/u);
    assert.doesNotMatch(said, SLIPS);
    assert.match(remedy, /\p{Script=Han}/u);
    assert.ok(
      message.isWellFormed() && message.length < LONGEST,
      `Expected a message to be read but: ${message.slice(0, 200)}`,
    );
    assert.ok(severity === 'error' || severity === 'warning');
    assert.notEqual(file, '');
    assert.deepEqual(JSON.parse(JSON.stringify(problem)), problem);
  }
}

const CODES: readonly Rejection['code'][] = ['not-found', 'conflict', 'invalid', 'forbidden', 'budget'];

/** A rejection says what was expected and what was there instead. */
export function assertRejection({ code, message, allowed = [] }: Rejection): void {
  assert.ok(CODES.includes(code), `Expected a code but it was ${code}`);
  assertExpectation(message);
  assert.ok(allowed.every((one) => typeof one === 'string'));
}

export function assertExpectation(message: string): void {
  assert.match(message, /^Expected .* (but|or) /s);
  assert.doesNotMatch(message, /\[object|Error:|\.ts:|is not a function|Cannot read|Cannot convert/);
}
