import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'expression',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:assignmentDefinition assignee="=handler" candidateGroups="mediator" /><zeebe:taskSchedule dueDate="=workdays(3)" /><zeebe:ioMapping><zeebe:input source="=x + 1" target="y" /></zeebe:ioMapping>',
          ),
          'a',
        ),
      ),
    ),
  ).toEqual([]);
});

test('everywhere it may stand', async () => {
  expect(
    await find(
      'expression',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:assignmentDefinition assignee="=(" candidateGroups="=(" candidateUsers="=(" /><onedoor:assignment excludedUsers="=(" /><zeebe:taskSchedule dueDate="=nextweek()" followUpDate="=(" /><zeebe:priorityDefinition priority="=(" /><zeebe:ioMapping><zeebe:input source="=(" target="y" /><zeebe:output source="=(" target="z" /></zeebe:ioMapping>',
          ) +
            node('scriptTask', 's', '算', '<zeebe:script expression="1 +" resultVariable="r" />') +
            node(
              'intermediateCatchEvent',
              't',
              '等',
              '',
              '<bpmn:timerEventDefinition id="tt"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=workdays(</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ) +
            node('intermediateCatchEvent', 'm', '等', '', '<bpmn:messageEventDefinition id="x" messageRef="msg" />'),
          'a',
          's',
          't',
          'm',
        ) +
          flow('a', 'end', 'level >') +
          flow('s', 'end', '=for i in 1..1e9 return i'),
        '<bpmn:message id="msg" name="n"><bpmn:extensionElements><zeebe:subscription correlationKey="=)" /></bpmn:extensionElements></bpmn:message>',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a assignment: “甲”的办理人写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error a assignment: “甲”的办理角色写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error a assignment: “甲”的候选人写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error a assignment: “甲”的回避人员写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error a due: “甲”的时限写错了：没有名为“nextweek”的函数。 [修改表达式]",
      "error a due: “甲”的跟进日期写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error a priority: “甲”的优先级写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error a inputs: “甲”的输入“y”写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error a outputs: “甲”的输出“z”写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error s script: “算”的表达式写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error t timer: “等”的时间写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error m message: “等”的关联键写错了：表达式在第 1 个字“)”处写错了，无法理解。 [修改表达式]",
      "error a_end condition: 从“甲”到“end”的条件写错了：表达式不完整，结尾缺少内容。 [修改表达式]",
      "error s_end condition: 从“算”到“end”的条件写错了：循环的范围超过 1000 个数。 [修改表达式]",
    ]
  `);
});

test('loops, conditions and gateways', async () => {
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>1 +</bpmn:loopCardinality><bpmn:completionCondition>= )</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>';
  const condition =
    '<bpmn:conditionalEventDefinition><bpmn:condition>= x &gt;</bpmn:condition></bpmn:conditionalEventDefinition>';
  const drawn =
    node('userTask', 'a', '甲', '', loop) +
    node('intermediateCatchEvent', 'b', '等', '', condition) +
    node('complexGateway', 'c', '多数', '', '<bpmn:activationCondition>= (</bpmn:activationCondition>');
  const found = await find('expression', file(between(drawn, 'a', 'b', 'c')));
  expect(found.map((one) => one.split('：')[0])).toMatchInlineSnapshot(`
    [
      "error a loop: “甲”的份数写错了",
      "error a loop: “甲”的结束条件写错了",
      "error b condition: “等”的条件写错了",
      "error c activation: “多数”的激活条件写错了",
    ]
  `);
});
