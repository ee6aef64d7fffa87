import type { SourceFile } from '../../engine/model/problem.ts';

const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The smallest procedure that can be published: somebody handles the matter and writes down how it ended. */
export function newProcedure(id: string, name: string): SourceFile[] {
  const form = {
    title: '办理情况',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['note'],
      properties: {
        note: {
          type: 'object',
          title: '办理情况',
          required: ['text'],
          properties: { text: { type: 'string', title: '办了什么', minLength: 2, maxLength: 1000 } },
        },
      },
    },
    ui: { note: { text: { 'ui:widget': 'textarea' } } },
    bindings: { note: 'note' },
    after: '提交后流程结束',
  };
  return [
    { path: 'procedure.bpmn', text: diagram(id, xml(name)) },
    { path: 'forms/note.json', text: `${JSON.stringify(form, null, 2)}\n` },
  ];
}

const diagram = (id: string, name: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:onedoor="http://onedoor.local/schema/bpmn/1.0" id="${id}-definitions" targetNamespace="http://onedoor.local/processes">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">
    <bpmn:startEvent id="start" name="开始">
      <bpmn:outgoing>start--handle</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="handle" name="办理" onedoor:stage="处置">
      <bpmn:extensionElements>
        <zeebe:assignmentDefinition candidateGroups="mediator" />
        <zeebe:taskSchedule dueDate="=workdays(3)" />
        <zeebe:formDefinition formKey="note" />
      </bpmn:extensionElements>
      <bpmn:incoming>start--handle</bpmn:incoming>
      <bpmn:outgoing>handle--end</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="end" name="结束">
      <bpmn:incoming>handle--end</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="start--handle" sourceRef="start" targetRef="handle" />
    <bpmn:sequenceFlow id="handle--end" sourceRef="handle" targetRef="end" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="${id}-diagram">
    <bpmndi:BPMNPlane id="${id}-plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start-shape" bpmnElement="start">
        <dc:Bounds x="172" y="102" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="170" y="143" width="40" height="18" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="handle-shape" bpmnElement="handle">
        <dc:Bounds x="270" y="80" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end-shape" bpmnElement="end">
        <dc:Bounds x="432" y="102" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="430" y="143" width="40" height="18" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="start--handle-edge" bpmnElement="start--handle">
        <di:waypoint x="208" y="120" />
        <di:waypoint x="270" y="120" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="handle--end-edge" bpmnElement="handle--end">
        <di:waypoint x="370" y="120" />
        <di:waypoint x="432" y="120" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
