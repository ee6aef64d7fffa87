import { expect, test } from 'vitest';
import { extension, updateExtension } from '../../designer/modeler/extension.ts';
import { readUrgency, writeUrgency } from '../../designer/panel/urgency.ts';
import { bindings, callable, drawnTogether, readBinding, writeBinding } from '../../designer/panel/version.ts';
import { compile } from '../../engine/compile/index.ts';
import { between, node } from '../engine/compile/rules/draw.ts';
import { openModeler } from './support/modeler.ts';

async function compiled(text: string) {
  const result = await compile([{ path: 'procedure.bpmn', text }]);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.procedures[0]!;
}

test('a priority is read in words; one that only a formula can say is none of them', () => {
  const read = ['', '50', '= 50', '80', '51', '100', '=if level > 2 then 80 else 50', '49', '0', '101', '=urgent'];
  expect(read.map(readUrgency)).toEqual([
    ...['normal', 'normal', 'normal', 'urgent', 'urgent', 'urgent'],
    ...[undefined, undefined, undefined, undefined, undefined],
  ]);
  expect([readUrgency(writeUrgency('urgent') ?? ''), writeUrgency('normal')]).toEqual(['urgent', undefined]);
});

test('urgency and the day of a follow-up come to the engine, the deadline stays, and what is taken away leaves nothing', async () => {
  const schedule = '<zeebe:taskSchedule dueDate="=workdays(7)" />';
  const task = node('userTask', 'a', 'a', `<zeebe:assignmentDefinition candidateGroups="all" />${schedule}`);
  const { modeler, element, stack, xml } = await openModeler(between(task, 'a'));
  const before = await xml();
  const a = element('a');
  updateExtension(modeler, a, 'zeebe:TaskSchedule', { followUpDate: '=workdays(3)' });
  updateExtension(modeler, a, 'zeebe:PriorityDefinition', { priority: writeUrgency('urgent') });
  const { due, followUp, priority } = (await compiled(await xml())).nodes.a!.task!;
  expect([due, followUp, priority].map((one) => one?.source)).toEqual(['workdays(7)', 'workdays(3)', '80']);
  stack.undo();
  expect(extension(a, 'zeebe:PriorityDefinition')).toBeUndefined();
  updateExtension(modeler, a, 'zeebe:PriorityDefinition', { priority: writeUrgency('normal') });
  updateExtension(modeler, a, 'zeebe:TaskSchedule', { followUpDate: undefined });
  expect(await xml()).toBe(before);
});

test('each way to choose the version of a call comes to the engine as it is chosen', async () => {
  const call = node(
    'callActivity',
    'c',
    'c',
    '<zeebe:calledElement processId="p" propagateAllChildVariables="false" />',
  );
  const { modeler, element, xml } = await openModeler(between(call, 'c'));
  const before = await xml();
  const c = element('c');
  const read = () => extension(c, 'zeebe:CalledElement');
  const found: unknown[] = [];
  for (const { value } of [...bindings.slice(1), bindings[0]!]) {
    updateExtension(modeler, c, 'zeebe:CalledElement', writeBinding(value, ' 2026 年版 '));
    expect(readBinding(read())).toBe(value);
    found.push((await compiled(await xml())).nodes.c!.call);
  }
  const rest = { process: 'p', propagateAll: false };
  expect(found).toEqual([
    { ...rest, binding: 'deployment' },
    { ...rest, binding: 'versionTag', tag: '2026 年版' },
    { ...rest, binding: 'latest' },
  ]);
  expect(await xml()).toBe(before);
});

test('a call chooses among what is published and drawn beside it; published together is only what is drawn', () => {
  const definitions = {
    rootElements: [
      { $type: 'bpmn:Process', id: 'p', name: '调解', isExecutable: true },
      { $type: 'bpmn:Process', id: 'q', isExecutable: true },
      { $type: 'bpmn:Process', id: 'note' },
      { $type: 'bpmn:Message', id: 'm' },
    ],
  };
  const together = drawnTogether(definitions);
  const published = [{ id: 'q', name: '回访' }];
  const said = bindings.map(({ value }) => [value, callable(value, published, together).map(({ name }) => name)]);
  expect(said).toEqual([
    ['latest', ['回访', '调解']],
    ['deployment', ['调解', 'q']],
    ['versionTag', ['回访', '调解']],
  ]);
});

test('the tag of a procedure is the tag of its version', async () => {
  const { modeler, element, xml } = await openModeler(between(node('task', 'a'), 'a'));
  updateExtension(modeler, element('p'), 'zeebe:VersionTag', { value: '2026 年版' });
  expect((await compiled(await xml())).tag).toBe('2026 年版');
});
