import { readTriggers } from '../shared/definitions.ts';
import type { Element } from '../shared/element.ts';
import { passing, triggered } from '../shared/fragments.ts';
import type { ModelElement } from '../shared/source.ts';

/** None start event: a token begins here when its scope opens. */
export const startEvent: Element = {
  type: 'bpmn:StartEvent',
  accepts: ({ $parent }) => $parent?.triggeredByEvent !== true,
  states: passing,
  arrive: (run, token) => run.queue.push(['complete', token.i, {}]),
};

const inEventSubProcess = ({ $parent }: ModelElement): boolean => $parent?.triggeredByEvent === true;
/** An embedded sub-process begins when a token comes, not by an event of its own. */
const inProcess = ({ $parent }: ModelElement): boolean =>
  $parent === undefined || $parent.$type === 'bpmn:Process' || $parent.triggeredByEvent === true;

const starting = (definition: string, accepts: (element: ModelElement) => boolean): Element => ({
  type: 'bpmn:StartEvent',
  definition,
  accepts,
  read: (source) => ({
    ...readTriggers(source),
    ...(inEventSubProcess(source.element) ? { interrupting: source.element.isInterrupting !== false } : {}),
  }),
  states: triggered,
});

/** An event that begins an instance, or inside a running scope its event sub-process. */
export const messageStartEvent = starting('bpmn:MessageEventDefinition', inProcess);
export const timerStartEvent = starting('bpmn:TimerEventDefinition', inProcess);
export const signalStartEvent = starting('bpmn:SignalEventDefinition', inProcess);
export const conditionalStartEvent = starting('bpmn:ConditionalEventDefinition', inProcess);
export const multipleStartEvent = starting('multiple', inProcess);

/** What rises out of a scope, or undoes it, only begins an event sub-process. */
export const errorStartEvent = starting('bpmn:ErrorEventDefinition', inEventSubProcess);
export const escalationStartEvent = starting('bpmn:EscalationEventDefinition', inEventSubProcess);
export const compensationStartEvent = starting('bpmn:CompensateEventDefinition', inEventSubProcess);
