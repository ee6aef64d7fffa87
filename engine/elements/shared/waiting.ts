import type { FlowNode, TimerDefinition } from '../../model/procedure.ts';
import type { Source } from './source.ts';

const KINDS = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const;

/** The time of a timer event. */
export function readTimer({ definition, value }: Source): Partial<FlowNode> {
  for (const [property, kind] of Object.entries(KINDS) as [keyof typeof KINDS, TimerDefinition['kind']][]) {
    const expression = value(definition?.[property]?.body, 'timer');
    if (expression) return { timer: { kind, expression } };
  }
  return {};
}

/** Name and correlation key of a message event. */
export function readMessage({ definition, extension, feel }: Source): Partial<FlowNode> {
  const message = definition?.messageRef;
  const key = message && extension('zeebe:Subscription', message)?.correlationKey;
  return { message: { name: message?.name ?? '', key: feel(key, 'message') } };
}

/** Activity of a boundary event, and whether it interrupts it. */
export const readBoundary = ({ element }: Source): Partial<FlowNode> => ({
  host: element.attachedToRef?.id,
  interrupting: element.cancelActivity !== false,
});
