import { parse } from '../../../../engine/compile/parse.ts';
import { checkRules, type RuleContext, rules } from '../../../../engine/compile/rules/index.ts';

/** A BPMN file: `around` stands beside the process, `inside` in it. */
export const file = (inside: string, around = '', attributes = 'id="p" name="流程" isExecutable="true"'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:onedoor="http://onedoor.local/schema/bpmn/1.0" xmlns:vendor="http://vendor.example" id="drawing" targetNamespace="http://onedoor.local">${around}<bpmn:process ${attributes}>${inside}</bpmn:process></bpmn:definitions>`;

/** A flow node: `node('userTask', 'sign', '签收', …)`; `extensions` go into extensionElements. */
export function node(type: string, id: string, name = '', extensions = '', inside = '', attributes = ''): string {
  const extended = extensions ? `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>` : '';
  const named = name ? ` name="${name}"` : '';
  return `<bpmn:${type} id="${id}"${named} ${attributes}>${extended}${inside}</bpmn:${type}>`;
}

export const task = (id: string, name = '', extensions = ''): string => node('userTask', id, name, extensions);

/** A flow `from_to`, with a condition when one is given. */
export function flow(from: string, to: string, condition?: string): string {
  const asked =
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('<', '&lt;')}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${asked}</bpmn:sequenceFlow>`;
}

/** Flows along a row of nodes. */
export const line = (...ids: string[]): string =>
  ids
    .slice(1)
    .map((to, at) => flow(ids[at] ?? '', to))
    .join('');

/** start → … → end around the nodes that `ids` name. */
export const between = (nodes: string, ...ids: string[]): string =>
  node('startEvent', 'start') + nodes + node('endEvent', 'end') + line('start', ...ids, 'end');

/** What one rule finds, one line a finding: `error task assignment: message [remedy]`. */
export async function find(rule: string, text: string, context: Partial<RuleContext> = {}): Promise<readonly string[]> {
  if (!rules.some(({ name }) => name === rule)) throw new Error(`Expected a rule ${rule} but there is none`);
  const parsed = await parse({ path: 'procedure.bpmn', text });
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const known = { catalogue: {}, forms: new Set<string>(), decisions: new Set<string>(), processes: new Set(['p']) };
  const found = checkRules({ definitions: parsed.definitions, file: 'procedure.bpmn', ...known, ...context });
  return found
    .filter((problem) => problem.rule === rule)
    .map((one) => `${one.severity} ${one.element ?? '-'} ${one.property}: ${one.message} [${one.remedy}]`);
}
