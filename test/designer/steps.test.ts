import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boundarySteps, canFollow, canSitOn, moreBoundarySteps, moreGroups } from '../../designer/modeler/moreSteps.ts';
import { findSteps, type Step, stepGroups } from '../../designer/modeler/steps.ts';
import { addable, allowed, canAwaitAll, positionOf, type Trigger } from '../../designer/panel/triggers.ts';
import { supports } from '../../engine/pure.ts';

const everything = [
  ...[...stepGroups, ...moreGroups].flatMap(({ steps }) => steps),
  ...boundarySteps,
  ...moreBoundarySteps,
];
const drawn = ({ type, eventDefinitionType, triggeredByEvent }: Step) => ({
  $type: type,
  $parent: { $type: 'bpmn:Process' },
  ...(triggeredByEvent ? { triggeredByEvent } : {}),
  ...(eventDefinitionType ? { eventDefinitions: [{ $type: eventDefinitionType }] } : {}),
});

test('the engine runs every step that is offered, and each is offered once', () => {
  expect(everything.filter((step) => !supports(drawn(step)))).toEqual([]);
  const keys = everything.map(({ key }) => key);
  expect(keys.filter((key, at) => keys.indexOf(key) < at)).toEqual([]);
});

test('every kind of event that the engine runs is offered somewhere, at its position', () => {
  const offered = new Set(everything.map(({ type, eventDefinitionType }) => `${type} ${eventDefinitionType ?? ''}`));
  const types = {
    process: 'bpmn:StartEvent',
    catch: 'bpmn:IntermediateCatchEvent',
    boundary: 'bpmn:BoundaryEvent',
    throw: 'bpmn:IntermediateThrowEvent',
    end: 'bpmn:EndEvent',
  } as const;
  const missing = Object.entries(types).flatMap(([position, type]) =>
    allowed[position as keyof typeof types]
      .map((trigger) => `${type} bpmn:${trigger}EventDefinition`)
      .filter((one) => !offered.has(one)),
  );
  expect(missing).toEqual([]);
});

test('the triggers an event may have are those of the documentation', () => {
  const table = readFileSync(join(import.meta.dirname, '../../docs/bpmn.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| [a-z ]+ \|/.test(line) && line.split('|').length === 12)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const columns = { process: 2, 'sub-process': 3, 'event-sub-process': 4, catch: 6, boundary: 7, throw: 9, end: 10 };
  const names: Record<string, Trigger> = { compensation: 'Compensate' };
  const nameOf = (cell: string): Trigger => names[cell] ?? ((cell[0]!.toUpperCase() + cell.slice(1)) as Trigger);
  const single = table.filter(
    ([, trigger]) => !['trigger', 'none', 'multiple', 'parallel multiple'].includes(trigger!),
  );
  expect(single.length).toBe(10);
  for (const [position, column] of Object.entries(columns))
    expect([
      position,
      single
        .filter((row) => row[column] === '✔')
        .map((row) => nameOf(row[1]!))
        .sort(),
    ]).toEqual([position, [...allowed[position as keyof typeof columns]].sort()]);
});

test('steps are found by their title or what they are for', () => {
  const found = findSteps([...stepGroups, ...moreGroups], ' 广播 ').map(({ title, steps }) => [
    title,
    steps.map((step) => step.title),
  ]);
  expect(found).toEqual([
    ['等', ['等广播']],
    ['发出', ['发广播']],
    ['结束时', ['发广播并结束']],
    ['开始', ['听到广播就开始']],
  ]);
  expect(findSteps(stepGroups, '没有这个')).toEqual([]);
});

test('behind a step only what publishing accepts is offered', () => {
  const all = [...stepGroups, ...moreGroups].flatMap(({ steps }) => steps);
  const behind = (type: string, more: object = {}) =>
    all.filter((step) => canFollow(step, { type, businessObject: more })).map(({ key }) => key);
  expect(behind('bpmn:EventBasedGateway')).toEqual([
    ...['time', 'message', 'receive-task', 'conditional-intermediate-catch', 'signal-intermediate-catch'],
  ]);
  const undone = { eventDefinitions: [{ $type: 'bpmn:CompensateEventDefinition' }] };
  expect(
    all
      .filter((step) => canFollow(step, { type: 'bpmn:BoundaryEvent', businessObject: undone }))
      .every(({ type }) => /Task$|SubProcess$|CallActivity$/.test(type)),
  ).toBe(true);
  const inside = behind('bpmn:UserTask', { $parent: { $type: 'bpmn:Transaction' } });
  expect(inside.filter((key) => !behind('bpmn:UserTask').includes(key))).toEqual(['cancel-end']);
  expect(all.map(({ key }) => key).filter((key) => !inside.includes(key))).toEqual([
    ...['event-subprocess', 'link-intermediate-catch', 'none-start-event', 'message-start', 'timer-start'],
    ...['conditional-start', 'signal-start'],
  ]);
  const cancel = moreBoundarySteps.find(({ key }) => key === 'cancel-boundary')!;
  expect([canSitOn(cancel, { type: 'bpmn:UserTask' }), canSitOn(cancel, { type: 'bpmn:Transaction' })]).toEqual([
    false,
    true,
  ]);
});

const bo = ($type: string, triggers: readonly Trigger[], more: object = {}) => ({
  $type,
  eventDefinitions: triggers.map((trigger) => ({ $type: `bpmn:${trigger}EventDefinition` })),
  ...more,
});

test('an event can wait for several things where each of them may stand', () => {
  const group = { $parent: { $type: 'bpmn:SubProcess', triggeredByEvent: true } };
  expect(addable(bo('bpmn:IntermediateCatchEvent', ['Timer']))).toEqual(['Message', 'Timer', 'Signal', 'Conditional']);
  expect(addable(bo('bpmn:IntermediateCatchEvent', ['Link']))).toEqual([]);
  expect(addable(bo('bpmn:EndEvent', ['Terminate']))).toEqual([]);
  expect(addable(bo('bpmn:EndEvent', []))).toEqual([]);
  expect(addable(bo('bpmn:StartEvent', ['Error'], group))).toContain('Escalation');
  expect(addable(bo('bpmn:BoundaryEvent', ['Timer', 'Signal'], { parallelMultiple: true }))).toEqual([
    ...['Message', 'Timer', 'Signal', 'Conditional', 'Escalation'],
  ]);
  expect(canAwaitAll(bo('bpmn:BoundaryEvent', ['Timer', 'Signal']))).toBe(true);
  expect(canAwaitAll(bo('bpmn:BoundaryEvent', ['Timer', 'Error']))).toBe(false);
  expect(canAwaitAll(bo('bpmn:EndEvent', ['Message', 'Signal']))).toBe(false);
  expect(positionOf(bo('bpmn:StartEvent', [], { $parent: { $type: 'bpmn:SubProcess' } }))).toBe('sub-process');
});
