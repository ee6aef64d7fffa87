import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid: to a party outside', async () => {
  expect(
    await find(
      'message-flow',
      file(
        between(task('a', '甲'), 'a'),
        '<bpmn:collaboration id="c"><bpmn:participant id="town" processRef="p" /><bpmn:participant id="bureau" name="人社局" /><bpmn:messageFlow id="m" sourceRef="a" targetRef="bureau" /></bpmn:collaboration>',
      ),
    ),
  ).toEqual([]);
});

test('inside one pool', async () => {
  expect(
    await find(
      'message-flow',
      file(
        between(task('a', '甲') + task('b', '乙'), 'a', 'b'),
        '<bpmn:collaboration id="c"><bpmn:participant id="town" processRef="p" /><bpmn:participant id="bureau" name="人社局" /><bpmn:messageFlow id="m" name="告知" sourceRef="a" targetRef="b" /><bpmn:messageFlow id="n" sourceRef="a" targetRef="town" /></bpmn:collaboration>',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error m flow: 消息线“告知”的两端在同一个流程里，消息线只能连不同的参与方。 [改用普通连线]",
      "error n flow: 消息线“n”的两端在同一个流程里，消息线只能连不同的参与方。 [改用普通连线]",
    ]
  `);
});

test('between two processes that run, and with one end', async () => {
  expect(
    await find(
      'message-flow',
      file(
        between(task('a', '甲'), 'a'),
        '<bpmn:collaboration id="c"><bpmn:participant id="town" processRef="p" /><bpmn:participant id="bureau" name="人社局" /><bpmn:messageFlow id="m" sourceRef="a" targetRef="x" /><bpmn:messageFlow id="n" sourceRef="a" /></bpmn:collaboration><bpmn:process id="q" isExecutable="true"><bpmn:task id="x" /></bpmn:process>',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error m message: 消息线“m”的两端不是同一种消息，一端发出的另一端收不到。 [两端选同一种消息]",
      "error n flow: 消息线“n”缺少一端，消息送不出去。 [重新连线]",
    ]
  `);
});

test('valid: both ends name the same message', async () => {
  const message = '<bpmn:message id="x" name="回复" />';
  const pools =
    '<bpmn:collaboration id="c"><bpmn:participant id="town" processRef="p" /><bpmn:participant id="bureau" processRef="q" /><bpmn:messageFlow id="m" sourceRef="a" targetRef="b" /></bpmn:collaboration>';
  const other = '<bpmn:process id="q" isExecutable="true"><bpmn:receiveTask id="b" messageRef="x" /></bpmn:process>';
  const inside = between(node('sendTask', 'a', '甲', '', '', 'messageRef="x"'), 'a');
  expect(await find('message-flow', file(inside, message + pools + other))).toEqual([]);
});
