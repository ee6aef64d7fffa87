import { EvaluationError, type Expression } from '../model/expression.ts';
import type { LoopState, ScopeState, TokenState } from '../model/instance.ts';
import type { EventTrigger, FlowNode, LoopDefinition, MultiInstance } from '../model/procedure.ts';
import type { Json, Variables } from '../model/variables.ts';
import { keep, remember } from './compensation.ts';
import { ordered } from './json.ts';
import { clearScope, leave } from './leaving.ts';
import { change, nodeOf, procedureOf, type Run } from './run.ts';
import { finish } from './scopes.ts';
import { Stop } from './stop.ts';
import { triggersOf } from './subscriptions.ts';
import { broadcast, escalate } from './throwing.ts';
import { spawn } from './tokens.ts';
import { assign, evaluate, evaluateMappings, isTrue, leniently } from './variables.ts';

/** Instances of one activity. */
export const MAX_BODIES = 500;

/**
 * A loop is a scope on the activity's token in which that one activity is done again and again: its tokens are the
 * instances. Boundary events stay with the activity as a whole.
 */
export function openLoop(run: Run, token: TokenState, loop: LoopDefinition, node: FlowNode): void {
  const id = token.a!;
  const l = loop.kind === 'standard' ? { b: 0, c: 0 } : countOf(run, token.i, loop, node);
  run.scopes.set(id, { i: id, d: node.id, t: token.i, v: {}, l });
  const none = loop.kind === 'standard' ? !again(run, id, loop, true) : l.n === 0;
  if (none) closeLoop(run, run.scopes.get(id)!, node);
  else if (loop.kind !== 'parallel') startBody(run, id, node);
  else for (let at = 0; at < l.n!; at++) startBody(run, id, node);
}

/** How many instances, and over what. */
function countOf(run: Run, place: number, loop: MultiInstance, node: FlowNode): LoopState {
  const items = loop.collection && evaluate(run, loop.collection, place);
  if (loop.collection && !Array.isArray(items)) throw wrong(loop.collection, `a list to do ${node.id} for`, items);
  const count = loop.cardinality ? evaluate(run, loop.cardinality, place) : (items as readonly Json[]).length;
  const n = loop.cardinality && items ? Math.min(Number(count), (items as readonly Json[]).length) : Number(count);
  if (typeof count !== 'number' || !Number.isInteger(n) || n < 0)
    throw wrong(loop.cardinality!, `how often to do ${node.id}`, count);
  if (n > MAX_BODIES)
    throw new Stop('bodies', `Expected at most ${MAX_BODIES} instances of ${node.id} but there are ${n}`);
  const o = loop.results === undefined ? {} : { o: Array<Json>(n).fill(null) };
  return ordered({ b: 0, c: 0, n, ...(items ? { i: items as readonly Json[] } : {}), ...o });
}

function startBody(run: Run, scope: number, node: FlowNode): void {
  const { l } = run.scopes.get(scope)!;
  const loop = node.loop as LoopDefinition;
  const local: { [name: string]: Json } = { loopCounter: l!.b + 1 };
  if (loop.kind !== 'standard' && loop.item !== undefined && l!.i) local[loop.item] = l!.i[l!.b]!;
  change(run.scopes, scope, { l: { ...l!, b: l!.b + 1 } });
  spawn(run, scope, node.id, 'start', ordered(local));
}

/** Variables that an instance has as such: they are there before its inputs are read. */
export function bodyVariables({ v = {} }: TokenState, { loop }: FlowNode): Variables {
  const names = ['loopCounter', ...(loop && loop.kind !== 'standard' && loop.item !== undefined ? [loop.item] : [])];
  return Object.fromEntries(Object.entries(v).filter(([name]) => names.includes(name)));
}

/**
 * One instance is done: its results are kept, and the loop goes on or ends. `lenient`: what cannot be evaluated is left
 * out; a standard loop whose condition is so ends.
 */
export function completeBody(run: Run, token: TokenState, node: FlowNode, results: Variables, lenient = false): void {
  const loop = node.loop as LoopDefinition;
  const id = token.s;
  const whole = run.scopes.get(id)!.t!;
  const map = () => evaluateMappings(run, node.outputs, token.i, results);
  const mapped = node.outputs.length > 0 ? leniently(lenient, map, undefined) : undefined;
  if (mapped) assign(run, whole, mapped);
  // What one of several instances finds out is its own, unless the name is known around it or a mapping gives it out.
  else if (!isContainer(node)) assign(run, token.i, results);
  const local = { ...results, ...mapped, ...countsOf(run, id) };
  collect(run, id, token, loop, local, lenient);
  remember(run, run.tokens.get(token.i)!, node, lenient);
  const ask = () => isOver(run, id, token, loop, { ...resultsOf(run, id, loop), ...local, ...countsOf(run, id) });
  const over = leniently(lenient, ask, loop.kind === 'standard');
  leave(run, token.i, 'completed');
  run.tokens.delete(token.i);
  if (over) clearScope(run, id);
  goOn(run, id, node, over);
}

/** The next instance begins, or the loop ends when it is over or none is left. */
function goOn(run: Run, id: number, node: FlowNode, over: boolean): void {
  const { l } = run.scopes.get(id)!;
  const active = [...run.tokens.values()].some(({ s }) => s === id);
  if (over || (!active && l!.b === l!.n)) closeLoop(run, run.scopes.get(id)!, node);
  else if (node.loop!.kind !== 'parallel' && !active) startBody(run, id, node);
}

/** An instance was taken away: it counts as begun and not as completed, and no condition is asked for it. */
export function closeBody(run: Run, id: number): void {
  const node = nodeOf(run, run.world, run.tokens.get(run.scopes.get(id)!.t!)!);
  const active = [...run.tokens.values()].some(({ s }) => s === id);
  goOn(run, id, node, !active && node.loop!.kind === 'standard');
}

const isContainer = ({ kind }: FlowNode): boolean =>
  kind === 'subProcess' || kind === 'transaction' || kind === 'adHocSubProcess';

/** The results so far under the name they will have: whether it is enough may depend on them (a majority of opinions). */
function resultsOf(run: Run, id: number, loop: LoopDefinition): Variables {
  const { o } = run.scopes.get(id)!.l!;
  return loop.kind !== 'standard' && loop.results !== undefined && o ? { [loop.results]: o } : {};
}

/** Counts the instance, and keeps its result in its place. */
function collect(
  run: Run,
  id: number,
  token: TokenState,
  loop: LoopDefinition,
  local: Variables,
  lenient: boolean,
): void {
  const l = run.scopes.get(id)!.l!;
  const result = () => (loop.kind !== 'standard' && loop.result ? evaluate(run, loop.result, token.i, local) : null);
  const o =
    loop.kind !== 'standard' && l.o
      ? {
          o: l.o.with((token.v?.loopCounter as number) - 1, leniently(lenient, result, null)),
        }
      : {};
  change(run.scopes, id, { l: ordered({ ...l, c: l.c + 1, ...o }) });
}

/** Whether the loop ends with this instance; a multi-instance activity throws its events on the way. */
function isOver(run: Run, id: number, token: TokenState, loop: LoopDefinition, local: Variables): boolean {
  if (loop.kind === 'standard') return !again(run, id, loop, false, token.i, local);
  const whole = run.scopes.get(id)!.t!;
  const { behaviour, complex = [] } = loop;
  if (behaviour && (behaviour.when === 'none' || run.scopes.get(id)!.l!.c === 1)) announce(run, whole, behaviour.event);
  const met = complex.filter(({ condition }) => isTrue(run, condition, token.i, local));
  for (const { event } of met) announce(run, whole, event);
  return met.length > 0 || (loop.completion !== undefined && isTrue(run, loop.completion, token.i, local));
}

/** The spec's attributes of a multi-instance activity, as its conditions see them. */
function countsOf(run: Run, id: number): Variables {
  const { n, b, c } = run.scopes.get(id)!.l!;
  const active = [...run.tokens.values()].filter(({ s }) => s === id).length - (c > 0 ? 1 : 0);
  return n === undefined
    ? {}
    : {
        numberOfInstances: n,
        numberOfActiveInstances: Math.max(0, active),
        numberOfCompletedInstances: c,
        numberOfTerminatedInstances: 0,
        numberOfStartedInstances: b,
      };
}

function again(
  run: Run,
  id: number,
  loop: Extract<LoopDefinition, { kind: 'standard' }>,
  before: boolean,
  place = id,
  local: Variables = {},
): boolean {
  const { c } = run.scopes.get(id)!.l!;
  if (before && !loop.testBefore) return true;
  if (loop.maximum !== undefined && c >= loop.maximum) return false;
  if (loop.condition) return isTrue(run, loop.condition, place, { loopCounter: c, ...local });
  return loop.maximum !== undefined;
}

function closeLoop(run: Run, { i, t, l, c }: ScopeState, node: FlowNode): void {
  const loop = node.loop as LoopDefinition;
  const results = loop.kind !== 'standard' && loop.results !== undefined ? { [loop.results]: l!.o ?? [] } : {};
  // Each instance is remembered by itself, as if it had been done in the scope around.
  keep(run, run.tokens.get(t!)!.s, c);
  run.scopes.delete(i);
  finish(run, t!, results);
}

/** What a multi-instance activity throws starts its own boundary event for it, without interrupting; else it goes its way. */
function announce(run: Run, whole: number, event: EventTrigger): void {
  const token = run.tokens.get(whole)!;
  const node = nodeOf(run, run.world, token);
  const { nodes } = procedureOf(run, run.world, token.s);
  const boundary = node.boundaries
    .map((id) => nodes[id]!)
    .find((one) => triggersOf(one).some((trigger) => same(trigger, event)));
  if (boundary) {
    const code = event.escalation?.code ?? event.error?.code;
    if (event.signal) run.events.push({ type: 'signal.thrown', element: node.id, name: event.signal.name });
    else if (event.message)
      run.events.push({ type: 'message.thrown', element: node.id, name: event.message.name, key: '' });
    else run.events.push({ type: 'escalation.thrown', element: node.id, code: code ?? '', caught: boundary.id });
    run.queue.push(['complete', spawn(run, token.s, boundary.id), {}]);
  } else if (event.signal || event.message) broadcast(run, whole, event);
  else escalate(run, whole, event.escalation?.code ?? event.error?.code ?? '', {});
}

const same = (a: EventTrigger, b: EventTrigger): boolean =>
  (a.signal !== undefined && a.signal.name === b.signal?.name) ||
  (a.message !== undefined && a.message.name === b.message?.name) ||
  (a.escalation !== undefined &&
    b.escalation !== undefined &&
    (a.escalation.code ?? b.escalation.code) === b.escalation.code) ||
  (a.error !== undefined && b.error !== undefined && (a.error.code ?? b.error.code) === b.error.code);

function wrong(expression: Expression, expected: string, value: Json | undefined): EvaluationError {
  const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return new EvaluationError(expression.source, `Expected ${expected} but “${expression.source}” gave ${found}`);
}
