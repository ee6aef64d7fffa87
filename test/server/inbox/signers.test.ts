import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register } from '../../support/cases.ts';
import { beginFor, inRow, step } from '../../support/procedures.ts';

let app: TestApp;
let liu: Client;
let huang: Client;
let director: Client;
let caseId: string;
beforeAll(async () => {
  app = await buildTestApp();
  [liu, huang, director] = [await app.as('liuzhiqiang'), await app.as('huangli'), await app.as('director')];
  caseId = (await register(await app.as('desk'), drainage)).id;
  await app.drain();
});
afterAll(() => app.close());

/** Each of the named signs; with `enough` the first signature settles it. */
const signing = (id: string, enough: boolean, sequential = false) =>
  inRow(id, enough ? '或签意见' : '会签意见', [
    step(
      'sign',
      enough ? '或签' : '会签',
      'assignee="=signer"',
      `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=signers" inputElement="signer" /></bpmn:extensionElements>${
        enough
          ? '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=numberOfCompletedInstances &gt;= 1</bpmn:completionCondition>'
          : ''
      }</bpmn:multiInstanceLoopCharacteristics>`,
    ),
  ]);
const taskOf = async (who: Client, instance: string, view = 'mine') =>
  (await who.get(`/api/tasks?view=${view}`)).body.items.find(({ id }: { id: string }) => id.startsWith(instance));
const signersOf = async (who: Client, task: string) => (await who.get(`/api/tasks/${task}`)).body.signers;
const sign = (who: Client, task: string) => who.post(`/api/tasks/${task}/complete`, { data: {} });
const begin = (id: string, enough: boolean, sequential?: boolean) =>
  beginFor(app, signing(id, enough, sequential), id, caseId, { signers: [liu.id, huang.id, director.id] });

describe('会签: all of them', () => {
  test('each sees who else signs and how many have; the last one ends it', async () => {
    const instance = await begin('all-sign', false);
    const [mine, theirs, last] = [
      await taskOf(liu, instance),
      await taskOf(huang, instance),
      await taskOf(director, instance),
    ];
    expect(mine).toMatchObject({ name: '会签', signing: { signed: 0, of: 3 } });
    await sign(liu, mine.id);
    expect(await signersOf(huang, theirs.id)).toEqual({
      ...{ rule: 'all', signed: 1, of: 3, later: 0 },
      people: [
        { who: '刘志强（调解员）', me: false, state: 'signed', at: '2026-11-23T09:00:00+08:00' },
        { who: '黄丽（调解员）', me: true, state: 'open', at: null },
        { who: '陈国栋（中心主任）', me: false, state: 'open', at: null },
      ],
    });
    expect(await taskOf(huang, instance)).toMatchObject({ signing: { signed: 1, of: 3 } });
    await sign(huang, theirs.id);
    await sign(director, last.id);
    const done = await app.deps.engine.instance({ town: 440783104, instance });
    expect(done?.status).toBe('completed');
    expect(await signersOf(liu, mine.id)).toMatchObject({ rule: 'all', signed: 3, of: 3 });
  });

  test('one after the other, those whose turn has not come are counted', async () => {
    const instance = await begin('in-turn', false, true);
    const mine = await taskOf(liu, instance);
    expect(await taskOf(huang, instance)).toBeUndefined();
    expect(await signersOf(liu, mine.id)).toMatchObject({ signed: 0, of: 3, later: 2, people: [{ me: true }] });
    await sign(liu, mine.id);
    expect(await signersOf(huang, (await taskOf(huang, instance)).id)).toMatchObject({ signed: 1, of: 3, later: 1 });
  });
});

describe('或签: enough of them', () => {
  test('the first signature settles it, and the others see that theirs is not needed', async () => {
    const instance = await begin('one-signs', true);
    const theirs = await taskOf(huang, instance);
    await sign(liu, (await taskOf(liu, instance)).id);
    expect(await taskOf(huang, instance)).toBeUndefined();
    const { status, signers } = (await huang.get(`/api/tasks/${theirs.id}`)).body;
    expect({ status, signers }).toEqual({
      status: 'cancelled',
      signers: {
        ...{ rule: 'enough', signed: 1, of: 3, later: 0 },
        people: [
          { who: '刘志强（调解员）', me: false, state: 'signed', at: '2026-11-23T09:00:00+08:00' },
          { who: '黄丽（调解员）', me: true, state: 'cancelled', at: null },
          { who: '陈国栋（中心主任）', me: false, state: 'cancelled', at: null },
        ],
      },
    });
  });
});

test('a step that one person does has no signers', async () => {
  const { body } = await liu.get('/api/tasks?view=unclaimed');
  expect(body.items[0].signing).toBeNull();
  expect(await signersOf(liu, body.items[0].id)).toBeNull();
});
