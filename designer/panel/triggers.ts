/** Which triggers an event may have where (BPMN 2.0.2, table 10.93, as docs/bpmn.md lists them), and several at once. */
import type { Element, Moddle, ModdleElement, Modeler, Modeling } from '../modeler/types.ts';

export type Trigger =
  | 'Message'
  | 'Timer'
  | 'Signal'
  | 'Conditional'
  | 'Error'
  | 'Escalation'
  | 'Compensate'
  | 'Cancel'
  | 'Link'
  | 'Terminate';

export const triggerWords: Readonly<Record<Trigger, string>> = {
  Message: '消息',
  Timer: '时间',
  Signal: '广播',
  Conditional: '条件',
  Error: '报错',
  Escalation: '上报',
  Compensate: '撤销',
  Cancel: '取消',
  Link: '跳转',
  Terminate: '全部结束',
};

export type Position = 'process' | 'sub-process' | 'event-sub-process' | 'catch' | 'boundary' | 'throw' | 'end';

export const allowed: Readonly<Record<Position, readonly Trigger[]>> = {
  process: ['Message', 'Timer', 'Signal', 'Conditional'],
  'sub-process': [],
  'event-sub-process': ['Message', 'Timer', 'Signal', 'Conditional', 'Error', 'Escalation', 'Compensate'],
  catch: ['Message', 'Timer', 'Signal', 'Conditional', 'Link'],
  boundary: ['Message', 'Timer', 'Signal', 'Conditional', 'Error', 'Escalation', 'Compensate', 'Cancel'],
  throw: ['Message', 'Signal', 'Escalation', 'Compensate', 'Link'],
  end: ['Message', 'Signal', 'Error', 'Escalation', 'Compensate', 'Cancel', 'Terminate'],
};

/** Triggers that stand alone: the way goes elsewhere, or nothing is left to go on with. */
const alone: readonly Trigger[] = ['Link', 'Terminate', 'Cancel'];
/** What ends an activity, or comes when it is over, cannot be one of several that must all come. */
const ending: readonly Trigger[] = ['Error', 'Compensate', 'Cancel'];

export function positionOf({ $type, $parent }: ModdleElement): Position | undefined {
  if ($type === 'bpmn:EndEvent') return 'end';
  if ($type === 'bpmn:BoundaryEvent') return 'boundary';
  if ($type === 'bpmn:IntermediateThrowEvent') return 'throw';
  if ($type === 'bpmn:IntermediateCatchEvent') return 'catch';
  if ($type !== 'bpmn:StartEvent') return undefined;
  if ($parent?.triggeredByEvent) return 'event-sub-process';
  return $parent?.$type === 'bpmn:Process' ? 'process' : 'sub-process';
}

export const triggerOf = ({ $type }: ModdleElement): Trigger =>
  /^bpmn:(\w+)EventDefinition$/.exec($type)![1] as Trigger;

export const definitionsOf = (bo: ModdleElement): readonly ModdleElement[] => bo.eventDefinitions ?? [];

/** Triggers that can be added to an event as one more. */
export function addable(bo: ModdleElement): readonly Trigger[] {
  const position = positionOf(bo);
  const present = definitionsOf(bo).map(triggerOf);
  if (!position || present.length === 0 || present.some((trigger) => alone.includes(trigger))) return [];
  return allowed[position].filter(
    (trigger) => !alone.includes(trigger) && !(bo.parallelMultiple && ending.includes(trigger)),
  );
}

/** Whether an event with several triggers can be told to wait for all of them. */
export function canAwaitAll(bo: ModdleElement): boolean {
  const position = positionOf(bo);
  const waits = position !== undefined && position !== 'throw' && position !== 'end';
  return waits && definitionsOf(bo).every((definition) => !ending.includes(triggerOf(definition)));
}

export function addTrigger(modeler: Modeler, element: Element, trigger: Trigger): void {
  const bo = element.businessObject;
  const definition = modeler.get<Moddle>('moddle').create(`bpmn:${trigger}EventDefinition`, {});
  definition.$parent = bo;
  modeler.get<Modeling>('modeling').updateProperties(element, { eventDefinitions: [...definitionsOf(bo), definition] });
}

export function removeTrigger(modeler: Modeler, element: Element, definition: ModdleElement): void {
  const eventDefinitions = definitionsOf(element.businessObject).filter((one) => one !== definition);
  const single = eventDefinitions.length < 2 ? { parallelMultiple: false } : {};
  modeler.get<Modeling>('modeling').updateProperties(element, { eventDefinitions, ...single });
}
