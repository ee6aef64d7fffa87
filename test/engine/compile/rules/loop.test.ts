import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'loop',
      file(
        between(
          node('userTask', 'a', '甲', '', '<bpmn:standardLoopCharacteristics loopMaximum="3" />') +
            node(
              'userTask',
              'b',
              '乙',
              '',
              '<bpmn:multiInstanceLoopCharacteristics ><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
            ) +
            node(
              'userTask',
              'c',
              '丙',
              '',
              '<bpmn:multiInstanceLoopCharacteristics ><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=people" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
            ),
          'a',
          'b',
          'c',
        ),
      ),
    ),
  ).toEqual([]);
});

test('without an end, with a wrong limit', async () => {
  expect(
    await find(
      'loop',
      file(
        between(
          node('userTask', 'a', '甲', '', '<bpmn:standardLoopCharacteristics  />') +
            node('userTask', 'b', '乙', '', '<bpmn:standardLoopCharacteristics loopMaximum="0" />'),
          'a',
          'b',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a loop: “甲”反复做，但没有写到什么时候为止，会一直做下去。 [填写循环条件]",
      "error b loop: “乙”的最多次数应是 1 以上的整数。 [修改最多次数]",
    ]
  `);
});

test('how many: not at all, twice', async () => {
  expect(
    await find(
      'loop',
      file(
        between(
          node(
            'userTask',
            'a',
            '甲',
            '',
            '<bpmn:multiInstanceLoopCharacteristics ></bpmn:multiInstanceLoopCharacteristics>',
          ) +
            node(
              'userTask',
              'b',
              '乙',
              '',
              '<bpmn:multiInstanceLoopCharacteristics ><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=people" /></bpmn:extensionElements><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
            ),
          'a',
          'b',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a loop: “甲”要做多份，但没有写做几份，也没有写按哪个名单做。 [填写份数或名单]",
      "error b loop: “乙”同时写了份数和名单，不知道按哪个。 [只留一个]",
    ]
  `);
});

test('events that are missing', async () => {
  expect(
    await find(
      'loop',
      file(
        between(
          node(
            'userTask',
            'a',
            '甲',
            '',
            '<bpmn:multiInstanceLoopCharacteristics behavior="One"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
          ) +
            node(
              'userTask',
              'b',
              '乙',
              '',
              '<bpmn:multiInstanceLoopCharacteristics behavior="None"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
            ) +
            node(
              'userTask',
              'c',
              '丙',
              '',
              '<bpmn:multiInstanceLoopCharacteristics behavior="Complex"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
            ),
          'a',
          'b',
          'c',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a loop: “甲”要在完成第一份时发出事件，但没有选事件。 [选择事件]",
      "error b loop: “乙”要在完成每一份时发出事件，但没有选事件。 [选择事件]",
      "error c loop: “丙”要按条件发出事件，但没有写条件和事件。 [填写条件和事件]",
    ]
  `);
});
