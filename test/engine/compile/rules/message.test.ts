import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'message',
      file(
        between(
          node('intermediateCatchEvent', 'a', '等', '', '<bpmn:messageEventDefinition id="x" messageRef="m" />'),
          'a',
        ),
        '<bpmn:message id="m" name="order.signed"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements></bpmn:message>',
      ),
      { catalogue: { messages: new Map([['order.signed', { title: '已签收' }]]) } },
    ),
  ).toEqual([]);
});

test('no message, no name, no key', async () => {
  expect(
    await find(
      'message',
      file(
        between(
          node('intermediateCatchEvent', 'a', '甲', '', '<bpmn:messageEventDefinition id="x" />') +
            node('intermediateCatchEvent', 'b', '乙', '', '<bpmn:messageEventDefinition id="y" messageRef="n" />') +
            node('intermediateCatchEvent', 'c', '丙', '', '<bpmn:messageEventDefinition id="z" messageRef="m" />'),
          'a',
          'b',
          'c',
        ),
        '<bpmn:message id="m" name="=name" /><bpmn:message id="n" />',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a message: “甲”没有说明等哪一种消息，会一直等下去。 [选择消息]",
      "error a message: “甲”没有说明消息怎样对应到这件事（关联键），消息来了也送不到。 [填写关联键]",
      "error b message: “乙”没有说明等哪一种消息，会一直等下去。 [选择消息]",
      "error b message: “乙”没有说明消息怎样对应到这件事（关联键），消息来了也送不到。 [填写关联键]",
      "error c message: “丙”的消息要直接选定，不能用表达式。 [选择消息]",
      "error c message: “丙”没有说明消息怎样对应到这件事（关联键），消息来了也送不到。 [填写关联键]",
    ]
  `);
});

test('unknown to the town, on a boundary', async () => {
  expect(
    await find(
      'message',
      file(
        between(
          node('userTask', 'a', '甲') +
            node(
              'boundaryEvent',
              'b',
              '撤回',
              '',
              '<bpmn:messageEventDefinition id="x" messageRef="m" />',
              'attachedToRef="a"',
            ),
          'a',
        ),
        '<bpmn:message id="m" name="order.signed"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements></bpmn:message>',
      ),
      { catalogue: { messages: new Map() } },
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b message: “撤回”等的消息“order.signed”不存在，永远等不到。 [选择消息]",
    ]
  `);
});

test('thrown, sent and received', async () => {
  const key = '<bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>';
  const messages = `<bpmn:message id="x" name="回复">${key}</bpmn:message><bpmn:message id="y" name="通知" />`;
  const drawn = (message: string) =>
    between(
      node('sendTask', 'a', '发', '', '', `messageRef="${message}"`) +
        node('receiveTask', 'b', '收', '', '', `messageRef="${message}"`) +
        node('intermediateThrowEvent', 'c', '抛', '', `<bpmn:messageEventDefinition messageRef="${message}" />`),
      'a',
      'b',
      'c',
    );
  expect(await find('message', file(drawn('x'), messages))).toEqual([]);
  expect(await find('message', file(drawn('y'), messages))).toMatchInlineSnapshot(`
    [
      "error c message: “抛”没有说明消息要送到哪一件事（关联键），消息发出去也送不到。 [填写关联键]",
      "error b message: “收”没有说明消息怎样对应到这件事（关联键），消息来了也送不到。 [填写关联键]",
      "error a message: “发”没有说明消息要送到哪一件事（关联键），消息发出去也送不到。 [填写关联键]",
    ]
  `);
});

test('valid: what begins a case needs no key', async () => {
  const start = node('startEvent', 's', '来信', '', '<bpmn:messageEventDefinition messageRef="y" />');
  expect(await find('message', file(`${start}`, '<bpmn:message id="y" name="通知" />'))).toEqual([]);
});
