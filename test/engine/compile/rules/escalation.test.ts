import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'escalation',
      file(
        between(
          node('intermediateThrowEvent', 't', '上报', '', '<bpmn:escalationEventDefinition escalationRef="x" />') +
            task('a') +
            node('boundaryEvent', 'b', '', '', '<bpmn:escalationEventDefinition />', 'attachedToRef="a"'),
          't',
          'a',
        ),
        '<bpmn:escalation id="x" escalationCode="late" />',
      ),
    ),
  ).toEqual([]);
});

test('without a code', async () => {
  expect(
    await find(
      'escalation',
      file(
        between(
          node('intermediateThrowEvent', 't', '上报', '', '<bpmn:escalationEventDefinition />') +
            task('a') +
            node(
              'boundaryEvent',
              'b',
              '接报',
              '',
              '<bpmn:escalationEventDefinition escalationRef="x" />',
              'attachedToRef="a"',
            ),
          't',
          'a',
        ),
        '<bpmn:escalation id="x" />',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error t escalation: “上报”的升级没有固定的代码，上一级对应不上。 [填写升级代码]",
      "error b escalation: “接报”的升级没有固定的代码，上一级对应不上。 [填写升级代码]",
    ]
  `);
});
