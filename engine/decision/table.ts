import type { ModdleElement } from '../compile/moddle.ts';
import type { Moment } from '../model/calendar.ts';
import type { Expression } from '../model/expression.ts';
import type { Json, Variables } from '../model/variables.ts';

import { choose, type Hit, policyOf } from './hit-policy.ts';
import { compileInput, type Input, inputValue, TESTED } from './input.ts';
import type { Logic, Output, Reporter } from './logic.ts';

interface Row {
  readonly number: number;
  /** Undefined: any value. */
  readonly tests: readonly (Expression | undefined)[];
  readonly results: readonly (Expression | undefined)[];
}

/** Compiles a decision table. Every cell that is wrong is reported; then the result is undefined. */
export function compileTable(table: ModdleElement, reporter: Reporter): Logic | undefined {
  let sound = true;
  const watched: Reporter = {
    decision: reporter.decision,
    feel: (...args) => {
      const expression = reporter.feel(...args);
      sound &&= expression !== undefined;
      return expression;
    },
    problem: (message, remedy) => {
      sound = false;
      reporter.problem(message, remedy);
    },
  };
  const inputs = (table.input ?? []).map((clause: ModdleElement, index: number) =>
    compileInput(clause, index, watched),
  );
  const outputs = compileOutputs(table.output ?? [], watched);
  const rows = compileRows(table, inputs, outputs, watched);
  const policy = policyOf(table, outputs, watched);
  if (!sound || !policy) return undefined;
  const expressions = [
    ...inputs.flatMap((input: Input) => [input.expression, input.allowed]),
    ...outputs.map((output) => output.otherwise),
    ...rows.flatMap((row) => [...row.tests, ...row.results]),
  ];
  return {
    reads: [...new Set(expressions.flatMap((expression) => expression?.reads ?? []))].sort(),
    evaluate(variables, world) {
      const values = inputs.map((input: Input) => inputValue(input, variables, world));
      const matching = (row: Row) => matches(row, values, variables, world);
      const found =
        policy.name === 'FIRST' ? [rows.find(matching)].filter((row) => row !== undefined) : rows.filter(matching);
      const hits = found.map((row) => hit(row, outputs, variables, world));
      const chosen = choose(policy, hits, outputs, () => defaults(outputs, variables, world));
      const entries = inputs.map((input: Input, index: number) => [input.label, values[index] ?? null]);
      return { inputs: Object.fromEntries(entries), ...chosen };
    },
  };
}

function compileOutputs(clauses: readonly ModdleElement[], { feel, problem }: Reporter): Output[] {
  if (clauses.length === 0) problem('没有输出列，得不到结果。', '添加输出列');
  return clauses.map((clause, index) => {
    const name: string = clause.name ?? '';
    if (clauses.length > 1 && name === '')
      problem(`的第 ${index + 1} 个输出列没有名称，后面的步骤取不到它。`, '填写名称');
    const label = clause.label || name || `输出 ${index + 1}`;
    const allowed: string = clause.outputValues?.text ?? '';
    const otherwise: string = clause.defaultOutputEntry?.text ?? '';
    const values = allowed.trim() === '' ? undefined : feel(`的输出列“${label}”的可选值`, `[${allowed}]`, 'expression');
    return {
      name,
      order: values && literals(values),
      otherwise: otherwise.trim() === '' ? undefined : feel(`的输出列“${label}”的默认值`, otherwise, 'expression'),
    };
  });
}

/** Values of a list that reads no variables. */
function literals(list: Expression): readonly Json[] | undefined {
  if (list.reads.length > 0) return undefined;
  try {
    const value = list.evaluate({}, NO_MOMENT);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function compileRows(
  table: ModdleElement,
  inputs: readonly Input[],
  outputs: readonly Output[],
  reporter: Reporter,
): Row[] {
  const rules: readonly ModdleElement[] = table.rule ?? [];
  return rules.map((rule, index) => {
    const number = index + 1;
    const tests: readonly ModdleElement[] = rule.inputEntry ?? [];
    const results: readonly ModdleElement[] = rule.outputEntry ?? [];
    if (tests.length !== inputs.length || results.length !== outputs.length) {
      reporter.problem(`第 ${number} 条规则的格数与列数不一致。`, '补齐这一行');
    }
    return {
      number,
      tests: inputs.map((input, column) => {
        const source: string = tests[column]?.text ?? '';
        const place = `第 ${number} 条规则的“${input.label}”一格`;
        const any = source.trim() === '' || source.trim() === '-';
        return any ? undefined : reporter.feel(place, source, 'unary', TESTED[input.type]);
      }),
      results: outputs.map((output, column) => {
        const source: string = results[column]?.text ?? '';
        const place = `第 ${number} 条规则的“${output.name || `输出 ${column + 1}`}”一格`;
        return source.trim() === '' ? undefined : reporter.feel(place, source, 'expression');
      }),
    };
  });
}

const matches = (row: Row, values: readonly Json[], variables: Variables, world: Moment): boolean =>
  row.tests.every((test, column) => test?.evaluate({ ...variables, '?': values[column] ?? null }, world) !== false);

const hit = (row: Row, outputs: readonly Output[], variables: Variables, world: Moment): Hit => ({
  rule: row.number,
  values: outputs.map((_, column) => row.results[column]?.evaluate(variables, world) ?? null),
});

/** The default output entries, or undefined when the table has none. */
function defaults(outputs: readonly Output[], variables: Variables, world: Moment): readonly Json[] | undefined {
  if (outputs.every((output) => output.otherwise === undefined)) return undefined;
  return outputs.map((output) => output.otherwise?.evaluate(variables, world) ?? null);
}

/** Allowed values are constants; they ask neither clock nor calendar. */
const NO_MOMENT: Moment = {
  now: 0,
  calendar: {
    workdays: () => 0,
    calendarDays: () => 0,
    workhours: () => 0,
    isWorkday: () => true,
    provisional: () => false,
  },
};
