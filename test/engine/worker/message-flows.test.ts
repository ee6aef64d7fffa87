import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { by, engineOn, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** A police station hands a case over to the centre and waits for the answer: two pools of one file, joined by message flows. */
const drawn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://onedoor.local/test">
  <bpmn:collaboration id="both">
    <bpmn:participant id="station_pool" name="派出所" processRef="station" />
    <bpmn:participant id="centre_pool" name="调解中心" processRef="centre" />
    <bpmn:messageFlow id="over" sourceRef="hand" targetRef="taken" />
    <bpmn:messageFlow id="back" sourceRef="tell" targetRef="answer" />
  </bpmn:collaboration>
  <bpmn:message id="handed" name="case.handed"><bpmn:extensionElements><zeebe:subscription correlationKey="=case" /></bpmn:extensionElements></bpmn:message>
  <bpmn:message id="answered" name="case.answered"><bpmn:extensionElements><zeebe:subscription correlationKey="=case" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="station" name="移交" isExecutable="true">
    <bpmn:startEvent id="begin" />
    <bpmn:sendTask id="hand" name="移交" messageRef="handed"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=case" target="case" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:sendTask>
    <bpmn:receiveTask id="answer" name="等回复" messageRef="answered" />
    <bpmn:endEvent id="done" />
    <bpmn:sequenceFlow id="s1" sourceRef="begin" targetRef="hand" />
    <bpmn:sequenceFlow id="s2" sourceRef="hand" targetRef="answer" />
    <bpmn:sequenceFlow id="s3" sourceRef="answer" targetRef="done" />
  </bpmn:process>
  <bpmn:process id="centre" name="调解" isExecutable="true">
    <bpmn:startEvent id="taken"><bpmn:messageEventDefinition id="on" messageRef="handed" /></bpmn:startEvent>
    <bpmn:userTask id="mediate" name="调解"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="mediator" /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:endEvent id="tell"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=result" target="result" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:messageEventDefinition id="with" messageRef="answered" /></bpmn:endEvent>
    <bpmn:sequenceFlow id="c1" sourceRef="taken" targetRef="mediate" />
    <bpmn:sequenceFlow id="c2" sourceRef="mediate" targetRef="tell" />
  </bpmn:process>
</bpmn:definitions>`;

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  await on.engine.deploy(town, [{ path: 'procedure.bpmn', text: drawn }], { by: by.actor, note: '' });
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await on.close();
  await db.drop();
});

const begin = async (number: string): Promise<string> =>
  (await on.engine.start(town, { process: 'station', variables: { case: number } }, by)).instance;
const stands = async (instance: string) => {
  const found = await on.engine.instance({ town, instance });
  return { status: found?.status, variables: found?.state.scopes[0]?.v };
};

/** The instance that the centre began for a case. */
async function centreOf(number: string): Promise<string> {
  const { rows } = await db.pool.query<{ instance_id: string }>(
    "select instance_id from instance where town_id = $1 and state -> 'scopes' -> 0 ->> 'd' = 'centre' and state -> 'scopes' -> 0 -> 'v' ->> 'case' = $2",
    [town, number],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!.instance_id;
}

test('what one pool sends begins an instance of the other, whose answer comes back to who asked', async () => {
  const [first, second] = [await begin('C-1'), await begin('C-2')];
  await on.engine.drain();
  expect(await stands(first)).toEqual({ status: 'active', variables: { case: 'C-1' } });
  const centre = await centreOf('C-2');
  const task = await openTask(db.pool, centre, 'mediate');
  const done = { type: 'task.complete', task, user: by.actor.id, variables: { result: '和解' } } as const;
  await on.engine.execute({ town, instance: centre }, done, by);
  await on.engine.drain();
  expect(await stands(centre)).toMatchObject({ status: 'completed' });
  expect(await stands(second)).toEqual({ status: 'completed', variables: { case: 'C-2', result: '和解' } });
  // The answer about the one case is none about the other.
  expect(await stands(first)).toEqual({ status: 'active', variables: { case: 'C-1' } });
});

test('an answer about a case that nobody asked about reaches nobody', async () => {
  const asking = await begin('C-3');
  await on.engine.drain();
  const centre = await centreOf('C-3');
  await on.engine.execute({ town, instance: centre }, { type: 'variables.set', variables: { case: 'C-9' } }, by);
  const task = await openTask(db.pool, centre, 'mediate');
  await on.engine.execute({ town, instance: centre }, { type: 'task.complete', task, user: by.actor.id }, by);
  await on.engine.drain();
  expect(await stands(centre)).toMatchObject({ status: 'completed' });
  expect(await stands(asking)).toEqual({ status: 'active', variables: { case: 'C-3' } });
});
