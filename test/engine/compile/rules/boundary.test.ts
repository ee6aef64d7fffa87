import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'boundary',
      file(
        between(
          task('a', '甲') +
            node(
              'boundaryEvent',
              'b',
              '超期',
              '',
              '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
              'attachedToRef="a"',
            ),
          'a',
        ) + flow('b', 'end'),
      ),
    ),
  ).toEqual([]);
});

test('without a host, on a gateway, with a flow into it, without a way out', async () => {
  expect(
    await find(
      'boundary',
      file(
        between(
          task('a', '甲') +
            node('exclusiveGateway', 'g', '判断') +
            node('boundaryEvent', 'b', '超期', '', '', 'attachedToRef="g"') +
            node('boundaryEvent', 'c', '过时'),
          'a',
          'g',
        ) +
          flow('a', 'c') +
          flow('c', 'end'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b host: “超期”贴错了地方，只能贴在同一层的任务或子流程上。 [贴到步骤上]",
      "warning b flow: “超期”触发之后没有下一步。 [连上下一步]",
      "error c host: “过时”没有贴在任何步骤上，永远不会触发。 [贴到步骤上]",
      "error c flow: 有连线指向“过时”，但它只能由所在步骤触发，不能走进去。 [删除连线]",
    ]
  `);
});

test('on a step of another scope', async () => {
  expect(
    await find(
      'boundary',
      file(
        between(
          task('a', '甲') +
            node('subProcess', 's', '内', '', task('i', '里')) +
            node('boundaryEvent', 'b', '超期', '', '', 'attachedToRef="i"'),
          'a',
          's',
        ) + flow('b', 'end'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b host: “超期”贴错了地方，只能贴在同一层的任务或子流程上。 [贴到步骤上]",
    ]
  `);
});

test('an error that does not interrupt', async () => {
  expect(
    await find(
      'boundary',
      file(
        between(
          task('a', '甲') +
            node(
              'boundaryEvent',
              'b',
              '出错',
              '',
              '<bpmn:errorEventDefinition id="x" />',
              'attachedToRef="a" cancelActivity="false"',
            ),
          'a',
        ) + flow('b', 'end'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b interrupting: “出错”接住的是错误，步骤已经做不下去，必须中断它。 [改为中断]",
    ]
  `);
});
