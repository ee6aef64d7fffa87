import { expect, test } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';

/** A user task without hands: today's rules refuse it. */
const text = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://onedoor.local" id="d">
  <bpmn:process id="old" name="旧流程" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="work" />
    <bpmn:userTask id="work" name="办理"><bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="b" sourceRef="work" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;
const files = [{ path: 'procedure.bpmn', text }];

test('a rule that came later refuses a new version but not one that was published before it', async () => {
  const fresh = await compile(files);
  expect(fresh.ok).toBe(false);
  const again = await compile(files, { published: true, version: 3 });
  expect(again.ok && again.procedures.map(({ key }) => key)).toEqual(['old@3']);
});
