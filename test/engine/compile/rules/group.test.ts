import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'group',
      file(
        between(
          task('a', '甲', '<zeebe:assignmentDefinition candidateGroups="mediator" />') +
            task('b', '乙', '<zeebe:assignmentDefinition candidateGroups="=groups" />'),
          'a',
          'b',
        ),
      ),
      { catalogue: { groups: new Map([['mediator', { title: '调解员' }]]) } },
    ),
  ).toEqual([]);
});

test('without a catalogue nothing is checked', async () => {
  expect(
    await find('group', file(between(task('a', '甲', '<zeebe:assignmentDefinition candidateGroups="nobody" />'), 'a'))),
  ).toEqual([]);
});

test('an unknown role', async () => {
  expect(
    await find(
      'group',
      file(between(task('a', '甲', '<zeebe:assignmentDefinition candidateGroups="mediator, judge" />'), 'a')),
      { catalogue: { groups: new Map([['mediator', { title: '调解员' }]]) } },
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a assignment: “甲”交给角色“judge”，但没有这个角色，任务将没有人看得到。 [指定人选]",
    ]
  `);
});
