import { expect, test } from 'vitest';
import { sayFailure, sayWarning } from '../../designer/modeler/importing.ts';
import { referenced } from '../../designer/modeler/rootElements.ts';

test('what cannot be drawn is said in words, without the words of the library', () => {
  const said = [
    new Error('unresolved reference <Message_1>'),
    { message: 'unparsable content <bpmn:import> detected\n\tline: 2' },
    new Error('unknown attribute <foo:bar>'),
    new Error('duplicate ID <a>'),
    new Error('some other thing happened'),
    '步骤必须画在流程里',
  ].map(sayWarning);
  expect(said).toEqual([
    ...['引用的“Message_1”不存在', '不认识的内容“bpmn:import”', '不认识的属性“foo:bar”', '编号“a”用了两次'],
    ...['有一处内容读不懂', '步骤必须画在流程里'],
  ]);
  expect(sayFailure(new Error('没有可显示的图'))).toMatch('没有画图的位置');
  expect(sayFailure(new Error('没有可显示的流程'))).toMatch('没有流程');
  expect(sayFailure('unexpected end')).toMatch('不是完整的 BPMN');
});

test('shared elements count as used only when something points to them', () => {
  const definitions: Record<string, unknown> = { $type: 'bpmn:Definitions' };
  const element = ($type: string, $parent: unknown, more: object = {}) => ({ $type, $parent, ...more });
  const used = element('bpmn:Message', definitions);
  const lost = element('bpmn:Signal', definitions);
  const process: Record<string, unknown> = element('bpmn:Process', definitions);
  const event: Record<string, unknown> = element('bpmn:StartEvent', process);
  event.eventDefinitions = [element('bpmn:MessageEventDefinition', event, { messageRef: used })];
  process.flowElements = [event];
  definitions.rootElements = [process, used, lost];
  expect([...referenced(definitions)]).toEqual([used]);
});
