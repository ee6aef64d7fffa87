import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'overdue',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:taskSchedule dueDate="=workdays(3)" /><onedoor:overdue><onedoor:rung after="-workdays:1" verb="提醒" to="assignee" /><onedoor:rung after="workdays:3" verb="督办" to="director" /></onedoor:overdue><onedoor:notify to="leader" when="created" />',
          ),
          'a',
        ),
      ),
    ),
  ).toEqual([]);
});

test('rungs and notices that are not whole', async () => {
  expect(
    await find(
      'overdue',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:taskSchedule dueDate="=workdays(3)" /><onedoor:overdue><onedoor:rung after="P1D" verb="提醒" to="assignee" /><onedoor:rung after="workdays:3" verb="开除" /></onedoor:overdue><onedoor:notify when="created" /><onedoor:notify to="leader" when="sometimes" />',
          ),
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a overdue: “甲”超期处理的第 1 级没有写明几个工作日，到时不会提醒。 [修改超期处理]",
      "error a overdue: “甲”超期处理的第 2 级应是提醒、催办、督办、通报之一，否则到时不知道做什么。 [修改超期处理]",
      "error a overdue: “甲”超期处理的第 2 级没有写明找谁，到时没有人收到。 [修改超期处理]",
      "error a notify: “甲”的通知没有写全通知谁、什么时候通知，通知不会发出。 [补全通知]",
      "error a notify: “甲”的通知没有写全通知谁、什么时候通知，通知不会发出。 [补全通知]",
    ]
  `);
});

test('a ladder without a deadline', async () => {
  expect(
    await find(
      'overdue',
      file(
        between(
          task(
            'a',
            '甲',
            '<onedoor:overdue><onedoor:rung after="workdays:3" verb="督办" to="director" /></onedoor:overdue>',
          ),
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a due: “甲”设了超期处理却没有时限，永远不会超期。 [设置时限]",
    ]
  `);
});
