import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'unsupported',
      file(
        between(
          task('a', '甲') +
            node('scriptTask', 's', '算') +
            node('subProcess', 'u', '内', '', task('i', '里')) +
            node(
              'boundaryEvent',
              'late',
              '超期',
              '',
              '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
              'attachedToRef="a"',
            ),
          'a',
          's',
          'u',
        ),
      ),
    ),
  ).toEqual([]);
});

test('tasks and gateways by name', async () => {
  expect(
    await find(
      'unsupported',
      file(
        between(
          node('task', 'a', '甲') +
            node('manualTask', 'b', '乙') +
            node('receiveTask', 'c', '丙') +
            node('inclusiveGateway', 'g', '一') +
            node('complexGateway', 'h', '二') +
            node('eventBasedGateway', 'i', '三') +
            node('adHocSubProcess', 'j', '四') +
            node('transaction', 'k', '五') +
            node('subProcess', 'l', '六', '', '', 'triggeredByEvent="true"'),
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a type: 暂不支持普通任务（“甲”），走到这里流程无法继续。 [换一种元素]",
      "error b type: 暂不支持手工任务（“乙”），走到这里流程无法继续。 [换一种元素]",
      "error c type: 暂不支持接收任务（“丙”），走到这里流程无法继续。 [换一种元素]",
      "error g type: 暂不支持包容网关（“一”），走到这里流程无法继续。 [换一种元素]",
      "error h type: 暂不支持复杂网关（“二”），走到这里流程无法继续。 [换一种元素]",
      "error i type: 暂不支持事件网关（“三”），走到这里流程无法继续。 [换一种元素]",
      "error j type: 暂不支持自由子流程（“四”），走到这里流程无法继续。 [换一种元素]",
      "error k type: 暂不支持事务子流程（“五”），走到这里流程无法继续。 [换一种元素]",
      "error l type: 暂不支持事件子流程（“六”），走到这里流程无法继续。 [换一种元素]",
    ]
  `);
});

test('events by name', async () => {
  expect(
    await find(
      'unsupported',
      file(
        between(
          node('startEvent', 's', '来电', '', '<bpmn:messageEventDefinition id="a1" />') +
            node('intermediateThrowEvent', 't', '通告', '', '<bpmn:signalEventDefinition id="a2" />') +
            node('endEvent', 'e', '失败', '', '<bpmn:errorEventDefinition id="a3" />') +
            node(
              'intermediateCatchEvent',
              'c',
              '等',
              '',
              '<bpmn:conditionalEventDefinition id="a4"><bpmn:condition>=x</bpmn:condition></bpmn:conditionalEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'm',
              '都等',
              '',
              '<bpmn:signalEventDefinition id="a5" /><bpmn:messageEventDefinition id="a6" />',
            ),
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error s type: 暂不支持消息开始事件（“来电”），走到这里流程无法继续。 [换一种元素]",
      "error t type: 暂不支持信号中间抛出事件（“通告”），走到这里流程无法继续。 [换一种元素]",
      "error e type: 暂不支持错误结束事件（“失败”），走到这里流程无法继续。 [换一种元素]",
      "error c type: 暂不支持条件中间捕获事件（“等”），走到这里流程无法继续。 [换一种元素]",
      "error m type: 暂不支持多重中间捕获事件（“都等”），走到这里流程无法继续。 [换一种元素]",
    ]
  `);
});

test('loops, compensation and data by name', async () => {
  expect(
    await find(
      'unsupported',
      file(
        between(
          `${node('userTask', 'a', '会签', '', '<bpmn:multiInstanceLoopCharacteristics id="b1" />') + node('userTask', 'b', '反复', '', '<bpmn:standardLoopCharacteristics id="b2" />') + node('serviceTask', 'c', '撤回', '', '', 'isForCompensation="true"')}<bpmn:dataObject id="o" /><bpmn:dataObjectReference id="r" name="材料" dataObjectRef="o" /><bpmn:dataStoreReference id="q" name="档案库" />`,
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a type: 暂不支持多实例人工任务（“会签”），走到这里流程无法继续。 [换一种元素]",
      "error b type: 暂不支持循环人工任务（“反复”），走到这里流程无法继续。 [换一种元素]",
      "error c type: 暂不支持补偿自动任务（“撤回”），走到这里流程无法继续。 [换一种元素]",
      "error o type: 暂不支持数据对象（“o”），走到这里流程无法继续。 [换一种元素]",
      "error r type: 暂不支持数据对象（“材料”），走到这里流程无法继续。 [换一种元素]",
      "error q type: 暂不支持数据存储（“档案库”），走到这里流程无法继续。 [换一种元素]",
    ]
  `);
});
