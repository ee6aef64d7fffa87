import { CompileProblems } from '../../../engine/model/door.ts';
import type { TestApp } from '../../support/app.ts';
import { home } from '../../support/fixtures.ts';

/** A procedure whose gateway has no default: without a fitting amount it stands. `check` is the id of its first step. */
const model = (check: string, extra: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://onedoor.local/test">
  <bpmn:process id="probe" name="材料核对" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="${check}" name="核对材料">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="mediator" /></bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="late" name="核对逾期" attachedToRef="${check}" cancelActivity="false">
      <bpmn:outgoing>f6</bpmn:outgoing>
      <bpmn:timerEventDefinition id="lateDef"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P2D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:endEvent id="reminded" name="已提醒"><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>
    <bpmn:exclusiveGateway id="size" name="金额大小">
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:userTask id="approve" name="${extra}">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="leader" /><zeebe:taskSchedule dueDate="=approveBy" /></bpmn:extensionElements>
      <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="done" name="办完"><bpmn:incoming>f4</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="${check}" />
    <bpmn:sequenceFlow id="f2" sourceRef="${check}" targetRef="size" />
    <bpmn:sequenceFlow id="f3" name="大额" sourceRef="size" targetRef="approve">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 10000</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f4" name="小额" sourceRef="size" targetRef="done">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 0 and amount &lt;= 10000</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f5" sourceRef="approve" targetRef="done" />
    <bpmn:sequenceFlow id="f6" sourceRef="late" targetRef="reminded" />
  </bpmn:process>
</bpmn:definitions>`;

/** Deploys the first or the second version, in which the first step has another id under the same name. */
export async function deployProbe({ deps }: TestApp, version: 1 | 2): Promise<string> {
  const text = version === 1 ? model('check', '领导把关') : model('verify', '领导审定');
  try {
    const [one] = await deps.engine.deploy(home, [{ path: 'procedure.bpmn', text }], {
      by: { kind: 'system', id: 'test' },
      note: '试用',
    });
    return one!.procedure;
  } catch (error) {
    if (error instanceof CompileProblems) throw new Error(error.problems.map(({ message }) => message).join('\n'));
    throw error;
  }
}

/** Begins the newest version, filed under a case where one is named; answers the instance. */
export async function startProbe(
  { deps }: TestApp,
  variables: Record<string, string | number | boolean>,
  businessKey?: string,
): Promise<string> {
  const by = { approveBy: '2026-12-31T17:30:00+08:00' };
  const start = { process: 'probe', variables: { ...by, ...variables }, ...(businessKey ? { businessKey } : {}) };
  return (await deps.engine.start(home, start, { actor: { kind: 'system', id: 'test' } })).instance;
}

/** The person of this id takes the open task at an element of an instance. */
export const claim = (app: TestApp, instance: string, element: string, user: string): Promise<void> =>
  act(app, instance, element, user, 'task.claim');

/** Completes the open task at an element of an instance as the person of this id. */
export const finish = (app: TestApp, instance: string, element: string, user: string): Promise<void> =>
  act(app, instance, element, user, 'task.complete');

async function act(
  { deps }: TestApp,
  instance: string,
  element: string,
  user: string,
  type: 'task.claim' | 'task.complete',
): Promise<void> {
  const task = await deps.database
    .selectFrom('task')
    .select('task_no')
    .where('town_id', '=', home)
    .where('instance_id', '=', instance)
    .where('element_id', '=', element)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  const actor = { kind: 'user', id: user } as const;
  const ref = { town: home, instance };
  await deps.engine.execute(ref, { type, task: task.task_no, user }, { actor });
}
