import type { EventTrigger, FlowNode, TimerDefinition } from '../../model/procedure.ts';
import { definitionsOf, type ModelElement, type Source } from './source.ts';

const KINDS = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const;

type Read = (definition: ModelElement, source: Source) => EventTrigger;

/** What each event definition says. */
const reads: Readonly<Record<string, Read>> = {
  'bpmn:TimerEventDefinition': readTimer,
  'bpmn:MessageEventDefinition': ({ messageRef }, source) => readMessage(messageRef, source),
  'bpmn:SignalEventDefinition': ({ signalRef }) => ({ signal: { name: signalRef?.name ?? '' } }),
  'bpmn:ConditionalEventDefinition': ({ condition }, { feel }) => ({ condition: feel(condition?.body, 'condition') }),
  'bpmn:ErrorEventDefinition': ({ errorRef }) => ({ error: withCode(errorRef?.errorCode) }),
  'bpmn:EscalationEventDefinition': ({ escalationRef }) => ({ escalation: withCode(escalationRef?.escalationCode) }),
  'bpmn:CompensateEventDefinition': ({ activityRef, waitForCompletion }) => ({
    compensation: { ...(activityRef?.id ? { activity: activityRef.id } : {}), wait: waitForCompletion !== false },
  }),
  'bpmn:LinkEventDefinition': ({ name }) => ({ link: { name: name ?? '' } }),
  'bpmn:CancelEventDefinition': () => ({ cancel: true }),
  'bpmn:TerminateEventDefinition': () => ({ terminate: true }),
};

/** What an event waits for or throws. */
export function readTriggers(source: Source): Partial<FlowNode> {
  const triggers = definitionsOf(source.element).map((definition) => readTrigger(definition, source));
  if (triggers.length === 1) return triggers[0]!;
  return { multiple: triggers, ...(source.element.parallelMultiple === true ? { parallel: true } : {}) };
}

export const readTrigger = (definition: ModelElement, source: Source): EventTrigger =>
  reads[definition.$type]?.(definition, source) ?? {};

/** Name and correlation key; the start of a process needs no key, for there is no instance yet to find. */
export function readMessage(message: ModelElement | undefined, source: Source): EventTrigger {
  const key: string | undefined = message && source.extension('zeebe:Subscription', message)?.correlationKey;
  return {
    message: { name: message?.name ?? '', key: source.feel(key || (beginsInstance(source) ? 'null' : ''), 'message') },
  };
}

const beginsInstance = ({ element }: Source): boolean =>
  element.instantiate === true ||
  (element.$type === 'bpmn:StartEvent' && element.$parent?.triggeredByEvent !== true) ||
  (element.incoming ?? []).some((flow: ModelElement) => flow.sourceRef?.instantiate === true);

function readTimer(definition: ModelElement, { value }: Source): EventTrigger {
  for (const [property, kind] of Object.entries(KINDS) as [keyof typeof KINDS, TimerDefinition['kind']][]) {
    const expression = value(definition[property]?.body, 'timer');
    if (expression) return { timer: { kind, expression } };
  }
  return {};
}

const withCode = (code: string | undefined): { readonly code?: string } => (code ? { code } : {});
