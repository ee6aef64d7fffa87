import { EvaluationError, type Expression } from '../model/expression.ts';
import type { SubscriptionState } from '../model/instance.ts';
import type { EventTrigger, FlowNode, MessageDefinition, TimerDefinition } from '../model/procedure.ts';
import type { Json } from '../model/variables.ts';
import { after, parseCycle, parseDuration, parseInstant } from './iso.ts';
import { change, type Run } from './run.ts';
import { evaluate } from './variables.ts';

/** What makes a timer: its first firing and, of a cycle, how often after that and how far apart. */
type Timing = Pick<SubscriptionState, 'left' | 'every'> & { readonly due: number };

/** Who waits: a token, or a scope on behalf of its event sub-processes. */
export type Owner = { readonly t: number } | { readonly s: number };

/** What an event is about: its one definition or all of them. */
export const triggersOf = (node: FlowNode): readonly EventTrigger[] => node.multiple ?? [node];

/**
 * Begins to wait for everything that an event can wait for, or for some (`only`, by number) of what it is about; errors,
 * escalations and the like come without being awaited.
 */
export function subscribeEvent(run: Run, owner: Owner, node: FlowNode, only?: readonly number[]): void {
  for (const [at, trigger] of triggersOf(node).entries()) {
    if (only && !only.includes(at)) continue;
    const waiting = waitFor(run, 't' in owner ? owner.t : owner.s, node, trigger);
    if (!waiting) continue;
    const id = ++run.n;
    run.subs.set(id, { i: id, ...owner, n: node.id, ...(node.multiple ? { m: at } : {}), ...waiting });
    if (waiting.k === 'conditional') run.dirty = true;
  }
}

type Waiting = Omit<SubscriptionState, 'i' | 'n' | 't' | 's'>;

function waitFor(run: Run, place: number, node: FlowNode, trigger: EventTrigger): Waiting | undefined {
  const { timer, message, signal, condition, escalation } = trigger;
  if (timer) return { k: 'timer', ...timingAt(node.id, timer, evaluate(run, timer.expression, place), run.world.now) };
  if (message)
    return { k: 'message', name: message.name, key: correlationKey(run, place, message, `${node.id} to wait`) };
  if (signal) return { k: 'signal', name: signal.name };
  if (condition) return { k: 'conditional', last: false };
  // One of several that must all come is written down when it comes.
  if (escalation && node.parallel) return { k: 'escalation', name: escalation.code ?? '' };
  return undefined;
}

/** A number as key means its text. */
export function correlationKey(run: Run, place: number, { key }: MessageDefinition, who: string): string {
  const value = evaluate(run, key, place);
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') throw wrong(key, `${who} with a correlation key`, value);
  return text;
}

/** Uses a subscription up: a timer cycle moves on to its next firing, and what does not interrupt goes on waiting. True when it stays. */
export function consumeSubscription(run: Run, sub: SubscriptionState, node: FlowNode): boolean {
  const repeats = sub.k === 'timer' ? sub.every !== undefined && sub.left !== 0 : node.interrupting === false;
  if (!repeats) run.subs.delete(sub.i);
  else if (sub.every !== undefined && sub.due !== undefined && sub.left !== undefined) {
    const due = after(sub.due, parseDuration(sub.every)!);
    change(run.subs, sub.i, { due, left: sub.left < 0 ? sub.left : sub.left - 1 });
  }
  return repeats;
}

const EXPECTED: Record<TimerDefinition['kind'], string> = {
  date: 'a date and time',
  duration: 'a duration or a date and time',
  cycle: 'a cycle such as R3/PT1H',
};

/** The times of a timer by the value of its expression. */
export function timingAt(element: string, timer: TimerDefinition, value: Json, now: number): Timing {
  const timing = typeof value === 'string' ? timingOf(timer, value, now) : undefined;
  if (!timing) throw wrong(timer.expression, `${element} to wait for ${EXPECTED[timer.kind]}`, value);
  return timing;
}

function timingOf({ kind }: TimerDefinition, text: string, now: number): Timing | undefined {
  if (kind === 'cycle') {
    const cycle = parseCycle(text);
    if (!cycle) return undefined;
    const due = cycle.start ?? after(now, parseDuration(cycle.every)!);
    return { due, left: cycle.times < 0 ? -1 : cycle.times - 1, every: cycle.every };
  }
  const duration = kind === 'duration' ? parseDuration(text) : undefined;
  const due = duration ? after(now, duration) : parseInstant(text);
  return due === undefined ? undefined : { due };
}

/** The text of a time is no secret and is shown; any other value is named by its type. */
function wrong(expression: Expression, expected: string, value: Json): EvaluationError {
  const found = typeof value === 'string' ? `“${value.slice(0, 40)}”` : value === null ? 'null' : `a ${typeof value}`;
  return new EvaluationError(expression.source, `Expected ${expected} but “${expression.source}” gave ${found}`);
}
