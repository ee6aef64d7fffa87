import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellFacts } from '../../../server/facts/tell.ts';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';
import { beginFor, inRow, step } from '../../support/procedures.ts';

let app: TestApp;
let liu: Client;
const by = { kind: 'system', id: 'test' } as const;
const condition = (text: string) =>
  `<bpmn:conditionalEventDefinition id="when"><bpmn:condition xsi:type="bpmn:tFormalExpression">=${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;

/** Begins by itself for every case in which many people are at odds. */
const crowd = inRow(
  'crowd',
  '群体性事件报告',
  [step('report', '口头报告', 'candidateGroups="director"')],
  '',
  condition('people &gt;= 30'),
);
/** Somebody watches until it becomes violent. */
const watch = inRow(
  'watch',
  '稳控',
  [step('visit', '每日走访', 'candidateGroups="mediator"')],
  `<bpmn:boundaryEvent id="violent" name="有暴力" attachedToRef="visit"><bpmn:outgoing>v</bpmn:outgoing>${condition('violence')}</bpmn:boundaryEvent>
   <bpmn:userTask id="police" name="报派出所"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="mediator" /></bpmn:extensionElements><bpmn:incoming>v</bpmn:incoming><bpmn:outgoing>w</bpmn:outgoing></bpmn:userTask>
   <bpmn:endEvent id="told" name="已报告"><bpmn:incoming>w</bpmn:incoming></bpmn:endEvent>
   <bpmn:sequenceFlow id="v" sourceRef="violent" targetRef="police" /><bpmn:sequenceFlow id="w" sourceRef="police" targetRef="told" />`,
);

beforeAll(async () => {
  app = await buildTestApp();
  liu = await app.as('liuzhiqiang');
  await app.deps.engine.deploy(home, crowd, { by, note: '' });
});
afterAll(() => app.close());

let count = 0;
const newCase = async (facts: object = {}) => {
  count += 1;
  const input = { ...drainage, place: `示范三村 ${count} 号`, facts: { ...drainage.facts, ...facts } };
  const { id } = await register(await app.as('desk'), input);
  await app.drain();
  return id;
};
const told = () => tellFacts(app.deps);
const open = async (caseId: string) => {
  const { body } = await liu.get(`/api/cases/${caseId}`);
  return body.tasks
    .filter(({ status }: { status: string }) => status === 'open')
    .map(({ name }: { name: string }) => name)
    .sort();
};
const correct = (caseId: string, facts: object, who = liu) =>
  who.put(`/api/cases/${caseId}/facts`, { facts: { ...drainage.facts, ...facts }, reason: '走访核实' });

describe('a conditional start', () => {
  test('begins for a new case of which it holds, filed under the case, and for each such case', async () => {
    const [quiet, one, two] = [await newCase(), await newCase({ people: 30 }), await newCase({ people: 50 })];
    await told();
    expect(await Promise.all([quiet, one, two].map(open))).toEqual([
      ['征求意愿'],
      ['口头报告', '征求意愿'],
      ['口头报告', '征求意愿'],
    ]);
  });

  test('begins when a correction makes it hold, once, and not again while it holds', async () => {
    const id = await newCase();
    expect((await correct(id, { people: 31 })).status).toBe(204);
    expect(await open(id)).toEqual(['口头报告', '征求意愿']);
    await correct(id, { people: 32 });
    await told();
    expect(await open(id)).toEqual(['口头报告', '征求意愿']);
    await correct(id, { people: 3 });
    await correct(id, { people: 33 });
    expect(await open(id)).toEqual(['口头报告', '口头报告', '征求意愿']);
  });

  test('begins once however often it is told', async () => {
    const id = await newCase({ people: 40 });
    const { rows } = await app.deps.pool.query('select * from fact_change where case_id = $1', [id]);
    await told();
    await app.deps.database
      .insertInto('fact_change')
      .values(
        rows.map((row) => ({
          ...row,
          before: row.before && JSON.stringify(row.before),
          after: JSON.stringify(row.after),
        })),
      )
      .execute();
    await Promise.all([told(), told()]);
    expect(await open(id)).toEqual(['口头报告', '征求意愿']);
  });
});

test('a conditional boundary event of a procedure under way sees what was corrected', async () => {
  const id = await newCase();
  await beginFor(app, watch, 'watch', id, { case: id, violence: false });
  expect(await open(id)).toEqual(['征求意愿', '每日走访']);
  await correct(id, { violence: true });
  expect(await open(id)).toEqual(['征求意愿', '报派出所']);
});

describe('a correction', () => {
  test('stands in the file, in the timeline with its reason, and in the audit log', async () => {
    const id = await newCase();
    await correct(id, { people: 8, amount: 12_000 });
    const { body } = await liu.get(`/api/cases/${id}`);
    expect([body.people, body.amount]).toEqual([8, 12_000]);
    const [line] = (await liu.get(`/api/cases/${id}/timeline`)).body;
    expect(line).toMatchObject({
      who: '刘志强',
      text: '更正事实：涉及人数由 5 改为 8，涉及金额（元）由未知改为 12000',
      detail: '走访核实',
    });
    const { rows } = await app.deps.pool.query(
      "select details from audit_entry where action = 'process.variables' and object = $1 order by seq limit 1",
      [body.number],
    );
    expect(rows).toEqual([{ details: { names: ['people', 'amount'] } }]);
  });

  test('that changes nothing is refused, as is one of a closed case or by who may not', async () => {
    const id = await newCase();
    expect(await correct(id, {})).toMatchObject({ status: 422, body: { code: 'facts-same' } });
    expect((await correct(id, { people: 9 }, await app.as('leader'))).status).toBe(403);
    await app.deps.pool.query('update case_file set closed_at = $1 where case_id = $2', [app.clock.now(), id]);
    expect(await correct(id, { people: 9 })).toMatchObject({ status: 409, body: { code: 'case-closed' } });
  });
});
