import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find('deadline', file(between(task('a', '甲', '<zeebe:taskSchedule dueDate="=workdays(3)" />'), 'a'))),
  ).toEqual([]);
});

test('no deadline', async () => {
  expect(
    await find(
      'deadline',
      file(between(task('a', '甲') + task('b', '乙', '<zeebe:taskSchedule followUpDate="=now()" />'), 'a', 'b')),
    ),
  ).toMatchInlineSnapshot(`
    [
      "warning a due: “甲”没有办理时限，拖多久都不会提醒，也不会算超期。 [设置时限]",
      "warning b due: “乙”没有办理时限，拖多久都不会提醒，也不会算超期。 [设置时限]",
    ]
  `);
});
