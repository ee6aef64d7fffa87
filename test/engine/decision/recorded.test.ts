import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';
import { simulate } from '../../../engine/simulate/index.ts';
import { decision, input, literal, service } from './boxes.ts';
import { dmn } from './support.ts';

/** A business rule task “grade” that asks for the decision `level` of the file. */
const model = readFileSync(new URL('../elements/businessRuleTask.bpmn', import.meta.url), 'utf8');

async function history(rules: string) {
  const compiled = await compile([
    { path: 'procedure.bpmn', text: model },
    { path: 'rules.dmn', text: dmn(rules) },
  ]);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  const simulation = simulate(compiled.procedures, { now: '2026-11-23T10:00:00+08:00' });
  simulation.start(compiled.procedures[0]!.id, { amount: 20 });
  return {
    events: simulation.trace.filter(({ type }) => type === 'decision.evaluated'),
    incidents: simulation.incidents(),
  };
}

test('history keeps every decision on the way to the one that was asked for', async () => {
  const { events } = await history(
    decision('half', literal('amount / 2')) + decision('level', literal('half + 1'), ['#half']),
  );
  expect(events).toEqual([
    {
      type: 'decision.evaluated',
      element: 'triage',
      decision: 'level',
      inputs: { half: 10 },
      matched: [],
      output: 11,
      required: [{ decision: 'half', inputs: { amount: 20 }, matched: [], output: 10 }],
    },
  ]);
});

test('a business rule task may ask a decision service', async () => {
  const { events } = await history(
    input('amount') +
      decision('half', literal('amount / 2'), ['?amount']) +
      service('level', { outputs: ['half'], data: ['amount'] }),
  );
  expect(events).toMatchObject([{ decision: 'level', inputs: { amount: 20 }, output: 10 }]);
});

test('values that do not fit are an incident', async () => {
  const { events, incidents } = await history(decision('level', literal('amount'), [], 'level:string'));
  expect(events).toEqual([]);
  expect(incidents).toMatchObject([{ message: 'Expected the result of “level” to be a string but it was a number' }]);
});
