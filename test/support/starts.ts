import type { SourceFile } from '../../engine/model/problem.ts';

/** Event definitions as a model writes them. */
export const byMessage = (ref: string) => `<bpmn:messageEventDefinition messageRef="${ref}_message" />`;
export const bySignal = (ref: string) => `<bpmn:signalEventDefinition signalRef="${ref}_signal" />`;
export const byTime = (kind: 'timeDate' | 'timeDuration' | 'timeCycle', text: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
export const byCondition = (feel: string) =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${feel}</bpmn:condition></bpmn:conditionalEventDefinition>`;

const task = (name: string, incoming: readonly string[]) => `
  <bpmn:userTask id="work" name="${name}">
    <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="desk" /></bpmn:extensionElements>
    ${incoming.map((flow) => `<bpmn:incoming>${flow}</bpmn:incoming>`).join('')}<bpmn:outgoing>over</bpmn:outgoing>
  </bpmn:userTask>
  <bpmn:endEvent id="end" name="结束"><bpmn:incoming>over</bpmn:incoming></bpmn:endEvent>
  <bpmn:sequenceFlow id="over" sourceRef="work" targetRef="end" />`;

/** Messages with a correlation key and signals, which models name by id. */
const definitions = `
  <bpmn:message id="ordered_message" name="order.new">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:message id="paid_message" name="order.paid">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:signal id="storm_signal" name="storm" />`;

const inFile = (process: string): readonly SourceFile[] => [
  {
    path: 'procedure.bpmn',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://onedoor.local/test">
${definitions}
${process}
</bpmn:definitions>`,
  },
];

/** A process of one task that begins by each of these events; `''` is a plain start. */
export function startedBy(
  id: string,
  starts: Readonly<Record<string, string>>,
  { name = '办理', parallel = false } = {},
): readonly SourceFile[] {
  const events = Object.entries(starts).map(
    ([event, definition]) => `
  <bpmn:startEvent id="${event}" name="${event}"${parallel ? ' parallelMultiple="true"' : ''}>
    <bpmn:outgoing>from_${event}</bpmn:outgoing>${definition}
  </bpmn:startEvent>
  <bpmn:sequenceFlow id="from_${event}" sourceRef="${event}" targetRef="work" />`,
  );
  const incoming = Object.keys(starts).map((event) => `from_${event}`);
  return inFile(
    `<bpmn:process id="${id}" name="${name}" isExecutable="true">${events.join('')}${task(name, incoming)}</bpmn:process>`,
  );
}

/** A process that passes through one event (a catch or throw event) before its task. */
export const passing = (id: string, kind: 'intermediateCatchEvent' | 'intermediateThrowEvent', definition: string) =>
  inFile(`<bpmn:process id="${id}" name="${id}" isExecutable="true">
  <bpmn:startEvent id="start" name="开始"><bpmn:outgoing>first</bpmn:outgoing></bpmn:startEvent>
  <bpmn:sequenceFlow id="first" sourceRef="start" targetRef="event" />
  <bpmn:${kind} id="event" name="事件"><bpmn:incoming>first</bpmn:incoming><bpmn:outgoing>next</bpmn:outgoing>${definition}</bpmn:${kind}>
  <bpmn:sequenceFlow id="next" sourceRef="event" targetRef="work" />${task('办理', ['next'])}</bpmn:process>`);

/** A process that begins by whichever of two messages comes, at a gateway or as a task. */
export const receiving = (id: string) =>
  inFile(`<bpmn:process id="${id}" name="${id}" isExecutable="true">
  <bpmn:eventBasedGateway id="gateway" name="哪个先到" instantiate="true"><bpmn:outgoing>one</bpmn:outgoing><bpmn:outgoing>two</bpmn:outgoing></bpmn:eventBasedGateway>
  <bpmn:sequenceFlow id="one" sourceRef="gateway" targetRef="first" />
  <bpmn:sequenceFlow id="two" sourceRef="gateway" targetRef="second" />
  <bpmn:intermediateCatchEvent id="first" name="新单"><bpmn:incoming>one</bpmn:incoming><bpmn:outgoing>a</bpmn:outgoing>${byMessage('ordered')}</bpmn:intermediateCatchEvent>
  <bpmn:intermediateCatchEvent id="second" name="付款"><bpmn:incoming>two</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>${byMessage('paid')}</bpmn:intermediateCatchEvent>
  <bpmn:sequenceFlow id="a" sourceRef="first" targetRef="work" />
  <bpmn:sequenceFlow id="b" sourceRef="second" targetRef="work" />${task('办理', ['a', 'b'])}</bpmn:process>`);

export const receiveTask = (id: string) =>
  inFile(`<bpmn:process id="${id}" name="${id}" isExecutable="true">
  <bpmn:receiveTask id="receive" name="收单" instantiate="true" messageRef="ordered_message"><bpmn:outgoing>next</bpmn:outgoing></bpmn:receiveTask>
  <bpmn:sequenceFlow id="next" sourceRef="receive" targetRef="work" />${task('办理', ['next'])}</bpmn:process>`);
