import type { ModdleElement } from '../../compile/moddle.ts';
import type { Logic, Place, Scope, Term } from '../logic.ts';
import type { Session } from '../session.ts';
import { fitted } from '../types.ts';
import { choose, type Hit, policyOf } from './hit-policy.ts';
import { compileInput, type Input, inputValue } from './table-input.ts';
import { compileOutputs, type Output, outputValue } from './table-output.ts';

interface Row {
  readonly number: number;
  /** Undefined: any value. */
  readonly tests: readonly (Term | undefined)[];
  readonly results: readonly (Term | undefined)[];
}

/** Compiles a decision table. Every cell that is wrong is reported; then the result is undefined. */
export function compileTable(table: ModdleElement, reporter: Place): Logic | undefined {
  let sound = true;
  const place: Place = {
    ...reporter,
    feel: (...args) => {
      const term = reporter.feel(...args);
      sound &&= term !== undefined;
      return term;
    },
    problem: (message, remedy) => {
      sound = false;
      reporter.problem(message, remedy);
    },
  };
  const clauses: readonly ModdleElement[] = table.input ?? [];
  const inputs = clauses.map((clause, index) => compileInput(clause, index, place));
  const outputs = compileOutputs(table.output ?? [], place);
  const labels = inputs.map((input, index) => input?.label ?? `${clauses[index]?.inputExpression?.text ?? ''}`);
  const rows = compileRows(table, labels, outputs, place);
  const policy = policyOf(table, outputs, place);
  if (!sound || !policy) return undefined;
  const columns = inputs.filter((input) => input !== undefined);
  const terms = [
    ...columns.flatMap((input) => [input.expression, input.allowed]),
    ...outputs.flatMap((output) => [output.allowed, output.otherwise]),
    ...rows.flatMap((row) => [...row.tests, ...row.results]),
  ];
  return {
    reads: [...new Set(terms.flatMap((term) => term?.reads ?? []))].sort(),
    evaluate(scope, session) {
      const values = columns.map((input: Input) => inputValue(input, scope, session));
      const matching = (row: Row) =>
        row.tests.every((test, column) => test?.test(values[column] ?? null, scope, session) !== false);
      const found =
        policy.name === 'FIRST' ? [rows.find(matching)].filter((row) => row !== undefined) : rows.filter(matching);
      const hits = found.map((row) => hit(row, outputs, scope, session));
      const chosen = choose(policy, hits, outputs, () => defaults(outputs, scope, session));
      const entries = columns.map((input: Input, index: number) => [input.label, values[index] ?? null]);
      return { inputs: Object.fromEntries(entries), matched: chosen.matched, value: chosen.output };
    },
  };
}

function compileRows(table: ModdleElement, inputs: readonly string[], outputs: readonly Output[], place: Place): Row[] {
  const rules: readonly ModdleElement[] = table.rule ?? [];
  return rules.map((rule, index) => {
    const number = index + 1;
    const tests: readonly ModdleElement[] = rule.inputEntry ?? [];
    const results: readonly ModdleElement[] = rule.outputEntry ?? [];
    if (tests.length !== inputs.length || results.length !== outputs.length) {
      place.problem(`第 ${number} 条规则的格数与列数不一致。`, '补齐这一行');
    }
    return {
      number,
      tests: inputs.map((label, column) => {
        const source: string = tests[column]?.text ?? '';
        const any = source.trim() === '' || source.trim() === '-';
        return any ? undefined : place.feel(`第 ${number} 条规则的“${label}”一格`, source, 'unary');
      }),
      results: outputs.map((output, column) => {
        const source: string = results[column]?.text ?? '';
        const where = `第 ${number} 条规则的“${output.name || `输出 ${column + 1}`}”一格`;
        return source.trim() === '' ? undefined : place.feel(where, source, 'expression');
      }),
    };
  });
}

const hit = (row: Row, outputs: readonly Output[], scope: Scope, session: Session): Hit => ({
  rule: row.number,
  values: outputs.map((output, column) => outputValue(output, row.results[column], scope, session)),
});

/** The default output entries, or undefined when the table has none. They need not be among the allowed values. */
function defaults(outputs: readonly Output[], scope: Scope, session: Session): readonly unknown[] | undefined {
  if (outputs.every((output) => output.otherwise === undefined)) return undefined;
  return outputs.map(({ otherwise, label, type }) => {
    const value = otherwise?.evaluate(scope, session);
    return 'allowed' in type ? (value ?? null) : fitted(type, value, `default “${label}”`, label, session.world);
  });
}
