import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'interruption',
      file(
        between(
          node(
            'subProcess',
            's',
            '',
            '',
            node('startEvent', 'i', '触发', '', '<bpmn:timerEventDefinition />', 'isInterrupting="false"'),
            'triggeredByEvent="true"',
          ),
        ),
      ),
    ),
  ).toEqual([]);
});

test('a cancellation that does not interrupt', async () => {
  expect(
    await find(
      'interruption',
      file(
        between(
          node('transaction', 't', '事务', '', task('i')) +
            node(
              'boundaryEvent',
              'b',
              '撤',
              '',
              '<bpmn:cancelEventDefinition />',
              'attachedToRef="t" cancelActivity="false"',
            ),
          't',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b interrupting: “撤”接住的是取消，事务已经结束，必须中断它。 [改为中断]",
    ]
  `);
});

test('starts that do not interrupt', async () => {
  expect(
    await find(
      'interruption',
      file(
        node('startEvent', 'p0', '开始', '', '', 'isInterrupting="false"') +
          task('a') +
          flow('p0', 'a') +
          node(
            'subProcess',
            's',
            '',
            '',
            node('startEvent', 'i', '出错', '', '<bpmn:errorEventDefinition />', 'isInterrupting="false"'),
            'triggeredByEvent="true"',
          ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error p0 interrupting: “开始”设为“不中断”，但只有事件子流程的开始才能这样设。 [改为中断]",
      "error i interrupting: “出错”接住的是错误，所在的流程已经做不下去，必须中断它。 [改为中断]",
    ]
  `);
});

test('a compensation that does not interrupt', async () => {
  const start = node('startEvent', 'i', '撤销', '', '<bpmn:compensateEventDefinition />', 'isInterrupting="false"');
  const drawn = task('a') + node('subProcess', 's', '', '', start, 'triggeredByEvent="true"');
  expect(await find('interruption', file(between(drawn, 'a')))).toMatchInlineSnapshot(`
    [
      "error i interrupting: “撤销”在撤销时才开始，那时没有什么可以继续，不能设为“不中断”。 [改为中断]",
    ]
  `);
});
