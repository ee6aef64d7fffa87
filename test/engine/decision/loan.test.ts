import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileDecisions } from '../../../engine/decision/index.ts';
import { EvaluationError } from '../../../engine/model/expression.ts';
import { moment } from '../expression/support.ts';

/** The monthly payment of a loan, as the examples of the specification compute it. */
const file = { path: 'loan.dmn', text: readFileSync(new URL('./fixtures/loan.dmn', import.meta.url), 'utf8') };
const Loan = { amount: 600_000, rate: 0.0375, term: 360 };

test('item definitions, a knowledge model, an invocation, a context and a relation together', async () => {
  const { decisions, problems } = await compileDecisions(file);
  expect([decisions.map(({ id, reads }) => [id, reads]), problems]).toEqual([
    [
      ['monthly', ['Loan', 'fee', 'loan']],
      ['plan', ['Loan', 'fee', 'loan']],
    ],
    [],
  ]);
  expect(decisions[1]?.evaluate({ Loan, fee: 100 }, moment)).toEqual({
    decision: 'plan',
    inputs: { MonthlyPayment: 2878.693549 },
    matched: [],
    output: [
      { 期: 1, 应付: 2878.69 },
      { 期: 2, 应付: 5757.39 },
    ],
    required: [{ decision: 'monthly', inputs: { Loan, fee: 100 }, matched: [], output: 2878.693549 }],
  });
  expect(() => decisions[0]?.evaluate({ Loan: { ...Loan, rate: 3.75 }, fee: 100 }, moment)).toThrow(
    new EvaluationError('loan', 'Expected input “Loan” to be a context whose “rate” is one of [0..1] but it was not'),
  );
});
