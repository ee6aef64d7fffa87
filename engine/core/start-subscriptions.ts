import type { Moment } from '../model/calendar.ts';
import type { EventTrigger, Procedure } from '../model/procedure.ts';
import type { StartSubscription } from '../model/start.ts';
import { timingAt, triggersOf } from './subscriptions.ts';

/**
 * What the newest version of a procedure waits for outside any instance. Throws an `EvaluationError` when the time of a
 * timer start makes no sense.
 */
export function startSubscriptions(procedure: Procedure, moment: Moment): readonly StartSubscription[] {
  return procedure.triggers.flatMap((element) => {
    const node = procedure.nodes[element]!;
    return triggersOf(node).flatMap((trigger, index): StartSubscription[] => {
      const waited = waitedFor(element, trigger, moment);
      return waited ? [{ element, index, all: node.parallel === true, ...waited }] : [];
    });
  });
}

type Waited = StartSubscription extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'element' | 'index' | 'all'>
    : never
  : never;

function waitedFor(
  element: string,
  { message, signal, timer, condition }: EventTrigger,
  moment: Moment,
): Waited | undefined {
  if (message) return { event: 'message', name: message.name };
  if (signal) return { event: 'signal', name: signal.name };
  if (timer) return { event: 'timer', ...timingAt(element, timer, timer.expression.evaluate({}, moment), moment.now) };
  return condition && { event: 'conditional', condition };
}
