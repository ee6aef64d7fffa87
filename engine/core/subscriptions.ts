import { EvaluationError, type Expression } from '../model/expression.ts';
import type { SubscriptionState, TokenState } from '../model/instance.ts';
import type { FlowNode, TimerDefinition } from '../model/procedure.ts';
import type { Json } from '../model/variables.ts';
import { after, parseCycle, parseDuration, parseInstant } from './iso.ts';
import { change, type Run } from './run.ts';
import { evaluate } from './variables.ts';

/** What makes a timer: its first firing and, of a cycle, how often after that and how far apart. */
type Timing = Pick<SubscriptionState, 'due' | 'left' | 'every'>;

/** The token begins to wait for the time of a timer event. */
export function subscribeTimer(run: Run, token: TokenState, node: FlowNode): void {
  const timer = node.timer!;
  const text = evaluate(run, timer.expression, token.i);
  const timing = typeof text === 'string' ? timingOf(timer, text, run.world.now) : undefined;
  if (!timing) throw wrong(timer.expression, `${node.id} to wait for ${EXPECTED[timer.kind]}`, text);
  subscribe(run, { t: token.i, n: node.id, k: 'timer', ...timing });
}

/** The token begins to wait for a message with a correlation key; a number as key means its text. */
export function subscribeMessage(run: Run, token: TokenState, node: FlowNode): void {
  const { name, key } = node.message!;
  const value = evaluate(run, key, token.i);
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') throw wrong(key, `${node.id} to wait with a correlation key`, value);
  subscribe(run, { t: token.i, n: node.id, k: 'message', name, key: text });
}

/** Uses a subscription up: a timer cycle moves on to its next firing, and what does not interrupt goes on waiting for messages. True when it stays. */
export function consumeSubscription(run: Run, sub: SubscriptionState, node: FlowNode): boolean {
  const repeats = sub.k === 'timer' ? sub.every !== undefined && sub.left !== 0 : node.interrupting === false;
  if (!repeats) run.subs.delete(sub.i);
  else if (sub.every !== undefined && sub.due !== undefined && sub.left !== undefined) {
    const due = after(sub.due, parseDuration(sub.every)!);
    change(run.subs, sub.i, { due, left: sub.left < 0 ? sub.left : sub.left - 1 });
  }
  return repeats;
}

function subscribe(run: Run, sub: Omit<SubscriptionState, 'i'>): void {
  const id = ++run.n;
  run.subs.set(id, { i: id, ...sub });
}

const EXPECTED: Record<TimerDefinition['kind'], string> = {
  date: 'a date and time',
  duration: 'a duration or a date and time',
  cycle: 'a cycle such as R3/PT1H',
};

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
