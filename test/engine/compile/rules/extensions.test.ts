import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'extensions',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="x" /><onedoor:notify to="x" when="created" /><zeebe:properties><zeebe:property name="k" value="v" /></zeebe:properties>',
          ),
          'a',
        ),
      ),
    ),
  ).toEqual([]);
});

test('settings that nothing reads', async () => {
  expect(
    await find(
      'extensions',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="x" /></zeebe:taskListeners><vendor:color value="red" />',
          ),
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a extensions: “甲”里的设置“zeebe:TaskListeners”系统不认识，发布后不会起作用。 [删除该设置]",
      "warning a extensions: “甲”里的设置“vendor:color”系统不认识，发布后不会起作用。 [删除该设置]",
    ]
  `);
});
