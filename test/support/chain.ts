import type { SourceFile } from '../../engine/model/problem.ts';

/** A process of `length` activities in a row. */
function chain(id: string, length: number, activity: string): readonly SourceFile[] {
  const many = Array.from({ length }, (_, index) => index + 1);
  const nodes = many.map(
    (
      n,
    ) => `<bpmn:${activity.split(' ')[0]} id="a${n}" name="第${n}步"><bpmn:extensionElements>${activity.slice(activity.indexOf(' '))}</bpmn:extensionElements>
      <bpmn:incoming>f${n}</bpmn:incoming><bpmn:outgoing>f${n + 1}</bpmn:outgoing></bpmn:${activity.split(' ')[0]}>`,
  );
  const flows = many.map(
    (n) => `<bpmn:sequenceFlow id="f${n}" sourceRef="${n === 1 ? 'begin' : `a${n - 1}`}" targetRef="a${n}" />`,
  );
  const text = `<?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://onedoor.local/test">
    <bpmn:process id="${id}" name="计数" isExecutable="true">
      <bpmn:startEvent id="begin" name="开始"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>${nodes.join('')}
      <bpmn:endEvent id="done" name="数完"><bpmn:incoming>f${length + 1}</bpmn:incoming></bpmn:endEvent>${flows.join('')}
      <bpmn:sequenceFlow id="f${length + 1}" sourceRef="a${length}" targetRef="done" />
    </bpmn:process></bpmn:definitions>`;
  return [{ path: 'procedure.bpmn', text }];
}
/** 25 calls of 25 steps each: more than one step may do at once. */
export const inner = chain('adding', 25, 'scriptTask <zeebe:script expression="=n + 1" resultVariable="n" />');
export const outer = chain('counting', 25, 'callActivity <zeebe:calledElement processId="adding" />');
