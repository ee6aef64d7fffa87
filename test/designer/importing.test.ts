import { BpmnModdle } from 'bpmn-moddle';
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

const file = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
  <bpmn:process id="p">
    <bpmn:subProcess id="g"><bpmn:startEvent id="s"><bpmn:messageEventDefinition id="e" messageRef="m" /></bpmn:startEvent></bpmn:subProcess>
    <bpmn:receiveTask id="r" messageRef="n" />
  </bpmn:process>
  <bpmn:message id="m" name="a" /><bpmn:message id="n" name="b" /><bpmn:signal id="x" name="c" />
</bpmn:definitions>`;

test('shared elements count as used only when something points to them', async () => {
  const { rootElement } = (await new BpmnModdle().fromXML(file)) as { rootElement: object };
  expect([...referenced(rootElement)].map(({ id }) => id)).toEqual(['m', 'n']);
});
