import { compileDecisions } from '../../../engine/decision/index.ts';
import type { Decision } from '../../../engine/model/expression.ts';

/** A DMN 1.3 file around its decisions. */
export const dmn = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="http://onedoor.local">${inside}</definitions>`;

export interface Drawn {
  readonly id?: string;
  readonly name?: string;
  /** Attributes of the table: `hitPolicy="FIRST"`. */
  readonly attributes?: string;
  /** `expression` or `expression:type`, with allowed values after `|`. */
  readonly inputs: readonly string[];
  /** Name, with allowed values after `|` and the default after `?`. */
  readonly outputs: readonly string[];
  /** Cells of the inputs, then of the outputs, separated by ` ; `. */
  readonly rules: readonly string[];
  /** Ids of required decisions. */
  readonly requires?: readonly string[];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const text = (tag: string, id: string, content: string): string =>
  `<${tag} id="${id}"><text>${escaped(content)}</text></${tag}>`;

/** A decision with a table. */
export function table({
  id = 'level',
  name = '分级',
  attributes = '',
  inputs,
  outputs,
  rules,
  requires = [],
}: Drawn): string {
  const needs = requires.map(
    (one) => `<informationRequirement id="${id}-${one}"><requiredDecision href="#${one}" /></informationRequirement>`,
  );
  const columns = inputs.map((column, at) => {
    const [source = '', allowed] = column.split('|');
    const [expression = '', type = ''] = source.split(':');
    const values = allowed ? text('inputValues', `${id}-iv${at}`, allowed) : '';
    const typed = type ? ` typeRef="${type}"` : '';
    return `<input id="${id}-i${at}"><inputExpression id="${id}-ie${at}"${typed}><text>${escaped(expression)}</text></inputExpression>${values}</input>`;
  });
  const results = outputs.map((column, at) => {
    const [head = '', otherwise] = column.split('?');
    const [label = '', allowed] = head.split('|');
    const values = allowed ? text('outputValues', `${id}-ov${at}`, allowed) : '';
    const given = otherwise === undefined ? '' : text('defaultOutputEntry', `${id}-od${at}`, otherwise);
    return `<output id="${id}-o${at}" name="${label}">${values}${given}</output>`;
  });
  const rows = rules.map((rule, row) => {
    const cells = rule
      .split(' ; ')
      .map((cell, at) => text(at < inputs.length ? 'inputEntry' : 'outputEntry', `${id}-c${row}-${at}`, cell));
    return `<rule id="${id}-r${row}">${cells.join('')}</rule>`;
  });
  const logic = `<decisionTable id="${id}-t" ${attributes}>${[...columns, ...results, ...rows].join('')}</decisionTable>`;
  return `<decision id="${id}" name="${name}">${needs.join('')}${logic}</decision>`;
}

/** The only decision of a file that has no problems. */
export async function compiled(...decisions: string[]): Promise<Decision> {
  const { decisions: found, problems } = await compileDecisions({ path: 'rules.dmn', text: dmn(decisions.join('')) });
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return found.at(-1) as Decision;
}

/** Messages of a file's problems. */
export async function problems(...decisions: string[]): Promise<readonly string[]> {
  const result = await compileDecisions({ path: 'rules.dmn', text: dmn(decisions.join('')) });
  return result.problems.map(({ message }) => message);
}
