import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileExpression, isUnfit } from '../../../engine/expression/index.ts';
import { EvaluationError } from '../../../engine/model/expression.ts';
import { feel, fuzz, variables } from './fuzz.ts';
import { moment } from './support.ts';

test('any text with any variables is answered: a problem in words, a value, or what was expected', {
  timeout: 60_000,
}, async () => {
  const seen = { problems: 0, values: 0, failures: 0 };
  const inputs = fc.tuple(feel, fc.constantFrom('expression' as const, 'unary' as const), variables);
  await fuzz('FEEL', inputs, 1500, ([source, mode, given]) => {
    const compiled = compileExpression(source, mode);
    if (isUnfit(compiled)) {
      seen.problems += 1;
      expect(compiled.problem).toMatch(/\p{Script=Han}.*。$/su);
      return;
    }
    const read = Object.fromEntries(
      [...compiled.reads, '?'].filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name] ?? null]),
    );
    try {
      const value = compiled.evaluate(given, moment);
      seen.values += 1;
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      // What it says it reads is all that it reads, and the same facts give the same value.
      expect(compiled.evaluate(read, moment)).toEqual(value);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      seen.failures += 1;
      expect(error.message).toMatch(/^Expected .* but /s);
    }
  });
  // The inputs are no trifles: each way out is taken often.
  expect(Math.min(seen.problems, seen.values)).toBeGreaterThan(150);
  expect(seen.failures).toBeGreaterThan(5);
});
