import { readTriggers } from '../shared/definitions.ts';
import type { Element } from '../shared/element.ts';
import { happened } from '../shared/fragments.ts';
import { definitionsOf, type ModelElement, type Source } from '../shared/source.ts';

/** Errors and cancellation leave nothing to go on with, and compensation comes when the activity is long done. */
const always = new Set(['bpmn:ErrorEventDefinition', 'bpmn:CancelEventDefinition', 'bpmn:CompensateEventDefinition']);

const boundary = (definition: string): Element => ({
  type: 'bpmn:BoundaryEvent',
  definition,
  read: (source) => ({ ...readTriggers(source), ...readBoundary(source) }),
  states: happened,
});

/** Activity of a boundary event, and whether it interrupts it. */
const readBoundary = ({ element }: Source) => ({
  host: element.attachedToRef?.id as string | undefined,
  interrupting: element.cancelActivity !== false || definitionsOf(element).some(({ $type }) => always.has($type)),
});

/** A message that interrupts an activity, or starts something beside it each time it comes. */
export const messageBoundaryEvent = boundary('bpmn:MessageEventDefinition');
/** A time limit on an activity: interrupts it, or reminds beside it, a cycle as often as it says. */
export const timerBoundaryEvent = boundary('bpmn:TimerEventDefinition');
export const signalBoundaryEvent = boundary('bpmn:SignalEventDefinition');
export const conditionalBoundaryEvent = boundary('bpmn:ConditionalEventDefinition');
/** Catches an error that rises from its activity, with its code or (without one) any. */
export const errorBoundaryEvent = boundary('bpmn:ErrorEventDefinition');
/** Catches an escalation that rises from its activity; the activity goes on unless it interrupts. */
export const escalationBoundaryEvent = boundary('bpmn:EscalationEventDefinition');
/** Takes over when its transaction was cancelled and compensated. */
export const cancelBoundaryEvent = boundary('bpmn:CancelEventDefinition');
export const multipleBoundaryEvent = boundary('multiple');

/** Names the activity that undoes its own; waits for nothing itself. */
export const compensationBoundaryEvent: Element = {
  ...boundary('bpmn:CompensateEventDefinition'),
  read: (source) => ({ ...readTriggers(source), ...readBoundary(source), ...readHandler(source) }),
};

/** The activity at the other end of its association. */
function readHandler({ element }: Source): { readonly handler?: string } {
  const artifacts: readonly ModelElement[] = element.$parent?.artifacts ?? [];
  const to = artifacts.find(({ $type, sourceRef }) => $type === 'bpmn:Association' && sourceRef === element)?.targetRef;
  return to?.id === undefined ? {} : { handler: to.id };
}
