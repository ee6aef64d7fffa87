import type { ModdleElement } from '../../compile/moddle.ts';
import { extreme, same } from '../../expression/order.ts';
import { EvaluationError } from '../../model/expression.ts';
import type { Place } from '../logic.ts';
import type { Output } from './table-output.ts';

/** A rule that matched: its number (from 1) and the values of its output columns. */
export interface Hit {
  readonly rule: number;
  readonly values: readonly unknown[];
}

const POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
const AGGREGATORS = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;

/** Hit policy of DMN 1.3, 8.2.11, with the aggregator of “collect”. */
export interface Policy {
  readonly decision: string;
  readonly name: (typeof POLICIES)[number];
  readonly aggregator: (typeof AGGREGATORS)[number] | undefined;
}

/** Reads the hit policy; what is unknown or cannot work is reported. */
export function policyOf(
  table: ModdleElement,
  outputs: readonly Output[],
  { decision, problem }: Place,
): Policy | undefined {
  const name = POLICIES.find((one) => one === table.hitPolicy);
  const aggregator = AGGREGATORS.find((one) => one === table.aggregation);
  if (!name) {
    problem(`的命中策略“${String(table.hitPolicy).slice(0, 20)}”不认识，无法决定用哪条规则。`, '选择命中策略');
    return undefined;
  }
  if (table.aggregation !== undefined && !aggregator) {
    problem(`的汇总方式“${String(table.aggregation).slice(0, 20)}”不认识。`, '选择汇总方式');
  }
  if (aggregator && name !== 'COLLECT') problem('只有命中策略“收集”才能汇总。', '改为“收集”');
  if (aggregator && outputs.length > 1) problem('有几个输出列，无法汇总成一个数。', '只留一个输出列');
  if ((name === 'PRIORITY' || name === 'OUTPUT ORDER') && outputs.some((output) => output.order === undefined)) {
    problem('按输出值的先后取结果，但输出列没有列出可选值，分不出先后。', '填写可选值');
  }
  return { decision, name, aggregator };
}

/**
 * The decision's output and the numbers of the rules that gave it. Several output columns make a context by their names. No
 * hit: the default output entries, else null (an empty list where the policy gives a list).
 */
export function choose(
  policy: Policy,
  hits: readonly Hit[],
  outputs: readonly Output[],
  defaults: () => readonly unknown[] | undefined,
): { readonly matched: readonly number[]; readonly output: unknown } {
  const whole = (values: readonly unknown[]): unknown =>
    outputs.length === 1
      ? (values[0] ?? null)
      : Object.fromEntries(outputs.map((output, column) => [output.name, values[column] ?? null]));
  const single = (hit: Hit | undefined) => ({ matched: hit ? [hit.rule] : [], output: hit ? whole(hit.values) : null });
  const list = (some: readonly Hit[]) => ({
    matched: some.map((hit) => hit.rule),
    output: some.map((hit) => whole(hit.values)),
  });
  const otherwise = hits.length === 0 ? defaults() : undefined;
  const rows: readonly Hit[] = otherwise ? [{ rule: 0, values: otherwise }] : hits;
  const chosen = pick();
  return { ...chosen, matched: chosen.matched.filter((rule) => rule > 0) };

  function pick(): { readonly matched: readonly number[]; readonly output: unknown } {
    switch (policy.name) {
      case 'UNIQUE':
        if (rows.length > 1) throw clash(policy.decision, 'one rule', rows);
        return single(rows[0]);
      case 'FIRST':
        return single(rows[0]);
      case 'ANY':
        if (rows.some((hit) => !same(hit.values, rows[0]?.values)))
          throw clash(policy.decision, 'rules with the same output', rows);
        return { matched: rows.map((hit) => hit.rule), output: rows[0] ? whole(rows[0].values) : null };
      case 'PRIORITY':
        return single(byOrder(policy, rows, outputs)[0]);
      case 'OUTPUT ORDER':
        return list(byOrder(policy, rows, outputs));
      case 'RULE ORDER':
        return list(rows);
      case 'COLLECT':
        return policy.aggregator
          ? { matched: rows.map((hit) => hit.rule), output: aggregate(policy.decision, policy.aggregator, rows) }
          : list(rows);
    }
  }
}

const clash = (decision: string, expected: string, hits: readonly Hit[]): EvaluationError =>
  new EvaluationError(
    decision,
    `Expected ${expected} of decision “${decision}” to match but rules ${hits.map((hit) => hit.rule).join(', ')} do`,
  );

/** Sorts by the place of the values among the allowed ones, the first column first; equal ones keep the order of the rules. */
function byOrder({ decision }: Policy, hits: readonly Hit[], outputs: readonly Output[]): readonly Hit[] {
  const places = new Map(
    hits.map((hit) => [
      hit,
      outputs.map((output, column) => {
        const value = hit.values[column] ?? null;
        const place = (output.order ?? []).findIndex((one) => same(one, value));
        if (place < 0 && hit.rule > 0) {
          throw new EvaluationError(
            decision,
            `Expected the output of rule ${hit.rule} to be among the allowed values but it is not`,
          );
        }
        return place;
      }),
    ]),
  );
  return hits.toSorted((a, b) => {
    const [left, right] = [places.get(a) ?? [], places.get(b) ?? []];
    const column = left.findIndex((place, index) => place !== right[index]);
    return column < 0 ? 0 : (left[column] ?? 0) - (right[column] ?? 0);
  });
}

function aggregate(decision: string, aggregator: NonNullable<Policy['aggregator']>, hits: readonly Hit[]): unknown {
  if (aggregator === 'COUNT') return hits.length;
  const values = hits.map((hit) => {
    const value = hit.values[0];
    if (aggregator === 'SUM' ? typeof value !== 'number' : value === null)
      throw new EvaluationError(decision, `Expected rule ${hit.rule} to give a number but it does not`);
    return value;
  });
  if (values.length === 0) return null;
  if (aggregator === 'SUM') {
    return Number((values as number[]).reduce((sum, value) => sum + value, 0).toPrecision(15));
  }
  const found = extreme(values, aggregator === 'MIN' ? 1 : -1);
  if (found !== null) return found;
  throw new EvaluationError(
    decision,
    `Expected rules ${hits.map((hit) => hit.rule).join(', ')} to give values of one kind`,
  );
}
