import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'job',
      file(
        between(
          node(
            'serviceTask',
            'a',
            '甲',
            '<zeebe:taskDefinition type="order.issue" retries="5" /><zeebe:ioMapping><zeebe:input source="=a" target="department" /><zeebe:input source="=3" target="days" /></zeebe:ioMapping>',
          ) +
            node(
              'sendTask',
              'b',
              '乙',
              '<zeebe:taskDefinition type="order.issue" /><zeebe:ioMapping><zeebe:input source="=a" target="department" /><zeebe:input source="=3" target="days" /></zeebe:ioMapping>',
            ),
          'a',
          'b',
        ),
      ),
      {
        catalogue: {
          jobs: new Map([
            ['order.issue', { title: '下达交办单', required: ['department', 'days'], optional: ['note'] }],
          ]),
        },
      },
    ),
  ).toEqual([]);
});

test('without a catalogue any type will do', async () => {
  expect(
    await find('job', file(between(node('serviceTask', 'a', '甲', '<zeebe:taskDefinition type="mail.send" />'), 'a'))),
  ).toEqual([]);
});

test('no action, or one that is computed or unknown', async () => {
  expect(
    await find(
      'job',
      file(
        between(
          node('serviceTask', 'a', '甲') +
            node('sendTask', 'b', '乙', '<zeebe:taskDefinition type="=action" />') +
            node('serviceTask', 'c', '丙', '<zeebe:taskDefinition type="order.print" />'),
          'a',
          'b',
          'c',
        ),
      ),
      {
        catalogue: {
          jobs: new Map([
            ['order.issue', { title: '下达交办单', required: ['department', 'days'], optional: ['note'] }],
          ]),
        },
      },
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a job: “甲”没有选择要做的动作，走到这里什么也不会发生，流程会停住。 [选择动作]",
      "error c job: “丙”要做的动作“order.print”不存在，走到这里流程会停住。 [选择动作]",
      "error b job: “乙”的动作要直接选定，不能用表达式。 [选择动作]",
    ]
  `);
});

test('inputs missing or not known', async () => {
  expect(
    await find(
      'job',
      file(
        between(
          node(
            'serviceTask',
            'a',
            '甲',
            '<zeebe:taskDefinition type="order.issue" /><zeebe:ioMapping><zeebe:input source="=a" target="day" /></zeebe:ioMapping>',
          ),
          'a',
        ),
      ),
      {
        catalogue: {
          jobs: new Map([
            ['order.issue', { title: '下达交办单', required: ['department', 'days'], optional: ['note'] }],
          ]),
        },
      },
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a inputs: “甲”的动作“下达交办单”缺少必需的输入“department”，执行时会失败。 [补上输入]",
      "error a inputs: “甲”的动作“下达交办单”缺少必需的输入“days”，执行时会失败。 [补上输入]",
      "warning a inputs: “甲”的动作“下达交办单”用不到输入“day”，请核对名称。 [核对输入]",
    ]
  `);
});

test('retries that are no number', async () => {
  expect(
    await find(
      'job',
      file(
        between(
          node('serviceTask', 'a', '甲', '<zeebe:taskDefinition type="x" retries="0" />') +
            node('serviceTask', 'b', '乙', '<zeebe:taskDefinition type="x" retries="=n" />'),
          'a',
          'b',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a job: “甲”的重试次数“0”应是 1 到 99 的整数。 [修改重试次数]",
      "error b job: “乙”的重试次数“=n”应是 1 到 99 的整数。 [修改重试次数]",
    ]
  `);
});

test('valid: a send task with a message of the model needs no action', async () => {
  const drawn = between(node('sendTask', 'a', '发', '', '', 'messageRef="x"'), 'a');
  expect(await find('job', file(drawn, '<bpmn:message id="x" name="回复" />'))).toEqual([]);
});

test('a throw event that sends by an action', async () => {
  const event = (id: string, definition: string) =>
    node(
      'intermediateThrowEvent',
      id,
      '告知',
      '<zeebe:taskDefinition type="mail.send" />',
      `<bpmn:${definition}EventDefinition id="${id}_definition" />`,
    );
  const drawn = (definition: string) => find('job', file(between(event('a', definition), 'a')));
  expect(await drawn('message')).toEqual([]);
  expect(await drawn('signal')).toMatchInlineSnapshot(`
    [
      "error a job: “告知”上的动作不会执行：只有消息事件可以用动作来发。 [删除动作]",
    ]
  `);
});
