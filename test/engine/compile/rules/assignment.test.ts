import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'assignment',
      file(
        between(
          task('a', '甲', '<zeebe:assignmentDefinition candidateGroups="mediator" />') +
            task('b', '乙', '<zeebe:assignmentDefinition assignee="=handler" />') +
            task('c', '丙', '<zeebe:assignmentDefinition candidateUsers="li, wang" />'),
          'a',
          'b',
          'c',
        ),
      ),
    ),
  ).toEqual([]);
});

test('nobody named', async () => {
  expect(
    await find(
      'assignment',
      file(
        between(
          task('a', '登记') +
            task('b', '', '<zeebe:assignmentDefinition candidateGroups=" " />') +
            task('c', '丙', '<zeebe:assignmentDefinition assignee="=" />'),
          'a',
          'b',
          'c',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a assignment: “登记”没有指定谁来办，走到这一步任务将无人可办。 [指定人选]",
      "error b assignment: “b”没有指定谁来办，走到这一步任务将无人可办。 [指定人选]",
      "error c assignment: “丙”没有指定谁来办，走到这一步任务将无人可办。 [指定人选]",
    ]
  `);
});

test('inside a sub-process', async () => {
  expect(
    await find('assignment', file(between(node('subProcess', 's', '', '', task('a', '登记')), 's'))),
  ).toMatchInlineSnapshot(`
    [
      "error a assignment: “登记”没有指定谁来办，走到这一步任务将无人可办。 [指定人选]",
    ]
  `);
});

test('the lane names who', async () => {
  const lane = (who: string) =>
    `<bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="调解室"><bpmn:extensionElements>${who}</bpmn:extensionElements><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>`;
  const drawn = (who: string) => find('assignment', file(lane(who) + between(task('a', '登记'), 'a')));
  expect(await drawn('<zeebe:assignmentDefinition candidateGroups="mediator" />')).toEqual([]);
  expect(await drawn('<zeebe:assignmentDefinition candidateGroups="" />')).toHaveLength(1);
});
