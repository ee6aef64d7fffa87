import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'signal',
      file(
        between(node('intermediateThrowEvent', 't', '发', '', '<bpmn:signalEventDefinition signalRef="x" />'), 't'),
        '<bpmn:signal id="x" name="完成" />',
      ),
    ),
  ).toEqual([]);
});

test('none, without a name, calculated', async () => {
  expect(
    await find(
      'signal',
      file(
        between(
          node('intermediateThrowEvent', 't', '发', '', '<bpmn:signalEventDefinition />') +
            node('intermediateCatchEvent', 'c', '收', '', '<bpmn:signalEventDefinition signalRef="x" />') +
            node('endEvent', 'e', '止', '', '<bpmn:signalEventDefinition signalRef="y" />'),
          't',
          'c',
        ),
        '<bpmn:signal id="x" /><bpmn:signal id="y" name="=z" />',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error t signal: “发”没有说明是哪一种信号，发不出也收不到。 [选择信号]",
      "error c signal: “收”没有说明是哪一种信号，发不出也收不到。 [选择信号]",
      "error e signal: “止”的信号要直接选定，不能用表达式。 [选择信号]",
    ]
  `);
});
