import { expect, test } from 'vitest';
import { type Announcement, readAnnouncement, writeAnnouncement } from '../../designer/panel/announcement.ts';
import { compile } from '../../engine/compile/index.ts';
import { between, node } from '../engine/compile/rules/draw.ts';
import { openModeler } from './support/modeler.ts';

const several =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=people" inputElement="person" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
const drawing = between(
  node('userTask', 'a', '征求意见', '<zeebe:assignmentDefinition candidateGroups="mediator" />', several),
  'a',
);

/** What the engine reads of the loop of `a`. */
async function compiled(text: string) {
  const result = await compile([{ path: 'procedure.bpmn', text }]);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  const { behaviour, complex } = result.procedures[0]!.nodes.a!.loop as never as Record<string, never>;
  return { behaviour, complex };
}

const escalation = { kind: 'escalation', text: '办完一份', key: '' } as const;
const signal = { kind: 'signal', text: '意见已到', key: '' } as const;
const message = { kind: 'message', text: 'order.signed', key: '=case' } as const;

test.each<readonly [Announcement, unknown]>([
  [{ when: 'all' }, {}],
  [{ when: 'none', event: escalation }, { behaviour: { when: 'none', event: { escalation: { code: '办完一份' } } } }],
  [{ when: 'one', event: signal }, { behaviour: { when: 'one', event: { signal: { name: '意见已到' } } } }],
  [
    { when: 'one', event: message },
    {
      behaviour: {
        when: 'one',
        event: { message: { name: 'order.signed', key: expect.objectContaining({ source: 'case' }) } },
      },
    },
  ],
  [
    {
      when: 'complex',
      cases: [
        { condition: '=numberOfCompletedInstances = 2', event: escalation },
        { condition: '=urgent', event: signal },
      ],
    },
    {
      complex: [
        {
          condition: expect.objectContaining({ source: 'numberOfCompletedInstances = 2' }),
          event: { escalation: { code: '办完一份' } },
        },
        { condition: expect.objectContaining({ source: 'urgent' }), event: { signal: { name: '意见已到' } } },
      ],
    },
  ],
])('%j is written, runs and is read again, and one undo takes it back', async (announcement, runs) => {
  const { modeler, element, stack, xml } = await openModeler(drawing);
  const before = await xml();
  writeAnnouncement(modeler, element('a'), announcement);
  const after = await xml();
  expect(await compiled(after)).toEqual(runs);
  expect(readAnnouncement(element('a').businessObject.loopCharacteristics)).toEqual(announcement);
  stack.undo();
  expect(await xml()).toBe(before);
  stack.redo();
  expect(await xml()).toBe(after);
});

test('a change leaves nothing of what was announced before, and with the loop everything goes', async () => {
  const { modeler, element, xml } = await openModeler(drawing);
  const before = await xml();
  const a = element('a');
  for (const event of [escalation, signal, message]) writeAnnouncement(modeler, a, { when: 'one', event });
  writeAnnouncement(modeler, a, { when: 'complex', cases: [{ condition: '=urgent', event: message }] });
  writeAnnouncement(modeler, a, { when: 'none', event: { ...signal, text: '又到一份' } });
  const text = await xml();
  expect(text.match(/<bpmn:(message|escalation|signal|\w+EventDefinition)\b/g)).toEqual([
    '<bpmn:signalEventDefinition',
    '<bpmn:signal',
  ]);
  writeAnnouncement(modeler, a, { when: 'all' });
  expect(await xml()).toBe(before);
});

test('another loop keeps the event that two refer to', async () => {
  const shared =
    '<bpmn:signal id="s" name="共用" /><bpmn:signalEventDefinition id="both" signalRef="s" /><bpmn:message id="unused" name="留着" />';
  const loop = several.replace('Characteristics>', 'Characteristics behavior="One" oneBehaviorEventRef="both">');
  const { modeler, element, xml } = await openModeler(
    between(node('userTask', 'a', 'a', '', loop) + node('userTask', 'b', 'b', '', loop), 'a', 'b'),
    shared,
  );
  writeAnnouncement(modeler, element('a'), { when: 'one', event: { ...signal, text: '另一个' } });
  expect(readAnnouncement(element('b').businessObject.loopCharacteristics)).toEqual({
    when: 'one',
    event: { kind: 'signal', text: '共用', key: '' },
  });
  writeAnnouncement(modeler, element('a'), { when: 'all' });
  writeAnnouncement(modeler, element('b'), { when: 'all' });
  const text = await xml();
  expect(text.match(/<bpmn:(message|signal|\w+EventDefinition)\b/g)).toEqual(['<bpmn:message']);
});
