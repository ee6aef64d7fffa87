import { compile } from '../../../engine/compile/index.ts';
import { planMigration } from '../../../engine/migrate/index.ts';
import type { MigrationPlan } from '../../../engine/model/operation.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { Instance } from '../core/harness.ts';

/** Pieces of a drawn process in few words. Flows are `a>b`, or `id=a>b`, or `a>b?condition`. */
export const user = (id: string, name = id, inside = '', assigned = 'candidateGroups="mediator"'): string =>
  `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><zeebe:assignmentDefinition ${assigned} /></bpmn:extensionElements>${inside}</bpmn:userTask>`;
export const service = (id: string, type: string): string =>
  `<bpmn:serviceTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /></bpmn:extensionElements></bpmn:serviceTask>`;
export const start = (id = 's'): string => `<bpmn:startEvent id="${id}" />`;
export const end = (id = 'e'): string => `<bpmn:endEvent id="${id}" />`;
export const boundary = (id: string, host: string, trigger: string, interrupting = true): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${trigger}</bpmn:boundaryEvent>`;
export const caught = (id: string, trigger: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}" name="${id}">${trigger}</bpmn:intermediateCatchEvent>`;
export const lasting = (duration: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
export const onMessage = (name: string): string => `<bpmn:messageEventDefinition messageRef="message_${name}" />`;
export const onSignal = (name: string): string => `<bpmn:signalEventDefinition signalRef="signal_${name}" />`;
export const when = (condition: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition>=${condition}</bpmn:condition></bpmn:conditionalEventDefinition>`;
export const gateway = (kind: string, id: string, more = ''): string => `<bpmn:${kind}Gateway id="${id}" ${more} />`;
export const sub = (id: string, ...inside: readonly string[]): string =>
  `<bpmn:subProcess id="${id}" name="${id}">${inside.join('')}</bpmn:subProcess>`;
export const eventSub = (id: string, ...inside: readonly string[]): string =>
  `<bpmn:subProcess id="${id}" name="${id}" triggeredByEvent="true">${inside.join('')}</bpmn:subProcess>`;
export const begins = (id: string, trigger: string, interrupting = true): string =>
  `<bpmn:startEvent id="${id}" isInterrupting="${interrupting}">${trigger}</bpmn:startEvent>`;
export const flows = (...paths: readonly string[]): string => paths.map(flow).join('');

function flow(path: string): string {
  const [, named, source, target, condition] = /^(?:(\w+)=)?(\w+)>(\w+)(?:\?(.+))?$/.exec(path)!;
  const asked = condition ? `<bpmn:conditionExpression>=${condition}</bpmn:conditionExpression>` : '';
  return `<bpmn:sequenceFlow id="${named ?? `${source}_${target}`}" sourceRef="${source}" targetRef="${target}">${asked}</bpmn:sequenceFlow>`;
}

/** Compiles process `p` of these pieces; `key` is what its messages are correlated by, `others` further processes. */
export async function drawn(
  version: number,
  pieces: readonly string[],
  { key = 'order', others = '' } = {},
): Promise<readonly Procedure[]> {
  const inside = pieces.join('');
  const names = (kind: string) => [
    ...new Set([...inside.matchAll(new RegExp(`"${kind}_(\\w+)"`, 'g'))].map(([, name]) => name)),
  ];
  const correlated = `<bpmn:extensionElements><zeebe:subscription correlationKey="=${key}" /></bpmn:extensionElements>`;
  const roots = [
    ...names('message').map((name) => `<bpmn:message id="message_${name}" name="${name}">${correlated}</bpmn:message>`),
    ...names('signal').map((name) => `<bpmn:signal id="signal_${name}" name="${name}" />`),
  ];
  const text = `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://onedoor.local">${roots.join('')}<bpmn:process id="p" isExecutable="true">${inside}</bpmn:process>${others}</bpmn:definitions>`;
  const result = await compile([{ path: 'p.bpmn', text }], { version, published: true });
  if (result.ok) return result.procedures;
  throw new Error(result.problems.map(({ element, message }) => `${element} ${message}`).join('\n'));
}

/** An instance that has started in the first of two drawn versions. */
export async function between(
  was: readonly string[],
  is: readonly string[],
  variables = {},
  options: {
    readonly key?: string;
    readonly keyThen?: string;
    readonly others?: string;
    readonly othersThen?: string;
  } = {},
): Promise<{ readonly instance: Instance; readonly plan: MigrationPlan }> {
  const { key, keyThen = key, others, othersThen = others } = options;
  const given = (k?: string, o?: string) => ({ ...(k ? { key: k } : {}), ...(o ? { others: o } : {}) });
  const [first, second] = await Promise.all([
    drawn(1, was, given(key, others)),
    drawn(2, is, given(keyThen, othersThen)),
  ]);
  const p = (some: readonly Procedure[]) => some.find(({ id }) => id === 'p')!;
  const instance = new Instance([...first, ...second]);
  instance.start({ order: 'O-1', items: ['x', 'y'], ...variables }, 'p@1');
  return { instance, plan: planMigration(p(first), p(second)).plan };
}
