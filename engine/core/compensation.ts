import type { CompensationRecord, FrozenScope, ScopeState, TokenState } from '../model/instance.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';
import type { Json } from '../model/variables.ts';
import { clearScope, silence } from './leaving.ts';
import { change, isBody, nodeOf, type Op, procedureOf, type Run } from './run.ts';
import { Stop } from './stop.ts';
import { move, spawn } from './tokens.ts';
import { evaluateMappings, leniently } from './variables.ts';

/**
 * Compensation. A scope remembers what was done in it, if it can be undone; a throw takes what it is about out of that
 * memory and undoes it one by one, the last first, in a scope of its own (a runner) that hangs on who threw.
 */

/** The scope of a container is complete: what compensation may need of it is kept with the token. */
export function keepScope(run: Run, token: number, scope: ScopeState): void {
  const procedure = procedureOf(run, run.world, scope.i);
  if (scope.c === undefined && !compensator(procedure, scope.d)) return;
  const { d, p, v, c = [] } = scope;
  change(run.tokens, token, { c: p === undefined ? { c, d, v } : { c, d, p, v } });
}

/** An activity is done. Its scope remembers it if a handler, an event sub-process or something inside can compensate it. */
export function remember(run: Run, token: TokenState, node: FlowNode, lenient = false): void {
  if (node.forCompensation) return;
  const handler = handlerOf(procedureOf(run, run.world, token.s), node.id);
  if (!handler && !token.c) return;
  // Its handler sees what there was at this moment: its inputs are read now.
  const read = () => evaluateMappings(run, handler!.inputs, token.i);
  const v = handler && handler.inputs.length > 0 ? leniently(lenient, read, undefined) : undefined;
  keep(run, token.s, [{ ...(token.c ? { c: token.c } : {}), n: node.id, ...(v ? { v } : {}) }]);
}

/** Adds to what a scope remembers. */
export function keep(run: Run, scope: number, records: readonly CompensationRecord[] = []): void {
  if (records.length === 0) return;
  change(run.scopes, scope, { c: [...(run.scopes.get(scope)!.c ?? []), ...records] });
}

/** A token throws compensation, for one activity or for all that was done in its scope (in an event sub-process: around it). */
export function compensate(
  run: Run,
  id: number,
  { activity, wait }: { readonly activity?: string; readonly wait: boolean },
  next: Op,
): void {
  const token = run.tokens.get(id)!;
  const host = memoryOf(run, token.s);
  const concerns = ({ n }: CompensationRecord): boolean => activity === undefined || n === activity;
  const records = (host.c ?? []).filter(concerns);
  const rest = (host.c ?? []).filter((record) => !concerns(record));
  announce(run, nodeOf(run, run.world, token).id, records);
  if (!wait || records.length === 0) run.queue.push(next);
  if (records.length === 0) return;
  change(run.scopes, host.i, { c: rest.length > 0 ? rest : undefined });
  let carrier = id;
  if (!wait) {
    carrier = ++run.n;
    run.tokens.set(carrier, { i: carrier, s: token.s, n: token.n });
  }
  const runner = ++run.n;
  const then = wait ? next : ['consume', carrier];
  run.scopes.set(runner, { i: runner, d: host.d, t: carrier, v: {}, r: records, x: then as unknown as Json });
  run.queue.push(['close', runner]);
}

/** The transaction around the token is cancelled: everything in it stops, what was done is undone, then its boundary event takes over. */
export function cancelTransaction(run: Run, id: number): void {
  const { scope, token, element, boundary } = transactionOf(run, id);
  clearScope(run, scope.i);
  silence(run, scope.i);
  const { c = [] } = scope;
  announce(run, element, c);
  const then: Op = ['trigger', token, { again: false, element: boundary, variables: {} }];
  change(run.scopes, scope.i, { c: undefined, g: undefined, r: c, x: then as unknown as Json });
  run.queue.push(['close', scope.i]);
}

interface Cancelled {
  readonly scope: ScopeState;
  /** Who leaves through the boundary event: of a looped transaction the whole. */
  readonly token: number;
  readonly element: string;
  readonly boundary: string;
}

function transactionOf(run: Run, id: number): Cancelled {
  const from = nodeOf(run, run.world, run.tokens.get(id)!).id;
  for (let scope = run.scopes.get(run.tokens.get(id)!.s); scope?.t !== undefined; ) {
    const token = run.tokens.get(scope.t)!;
    const node = nodeOf(run, run.world, token);
    const { nodes } = procedureOf(run, run.world, token.s);
    const boundary = node.boundaries.find((one) =>
      (nodes[one]!.multiple ?? [nodes[one]!]).some(({ cancel }) => cancel),
    );
    if (node.kind === 'transaction' && scope.l === undefined && boundary !== undefined) {
      const whole = isBody(run, token) ? run.scopes.get(token.s)!.t! : token.i;
      return { scope, token: whole, element: node.id, boundary };
    }
    scope = run.scopes.get(token.s);
  }
  throw new Stop('no-cancel', `Expected a transaction with a cancel boundary event around ${from} but there is none`);
}

/** Undoes the last of what is left, or goes on with what follows when nothing is left. */
export function undoNext(run: Run, runner: ScopeState): void {
  const records = runner.r!;
  const record = records.at(-1);
  if (!record) {
    run.scopes.delete(runner.i);
    run.queue.push(runner.x as unknown as Op);
    return;
  }
  change(run.scopes, runner.i, { r: records.slice(0, -1) });
  const handler = handlerOf(procedureOf(run, run.world, runner.i), record.n);
  if (handler) spawn(run, runner.i, handler.id, 'start', record.v);
  else undoInside(run, spawn(run, runner.i, record.n, 'undo'), record.c!);
}

/** A container without a handler of its own: its scope is there again as it was, and its event sub-process or what was done in it is run. */
function undoInside(run: Run, token: number, { c, d, p, v }: FrozenScope): void {
  const id = run.tokens.get(token)!.a!;
  const x = ['consume', token] as unknown as Json;
  const scope: ScopeState = { i: id, d, t: token, v, x, ...(p === undefined ? {} : { p }) };
  run.scopes.set(id, { ...scope, r: c });
  run.queue.push(['close', id]);
  const procedure = procedureOf(run, run.world, id);
  const start = compensator(procedure, d);
  if (!start) return;
  run.scopes.set(id, { ...scope, ...(c.length > 0 ? { c } : {}), r: [] });
  const inner = spawn(run, id, procedure.nodes[start]!.scope);
  move(run, inner, 'go');
  run.queue.push(['complete', spawn(run, run.tokens.get(inner)!.a!, start), {}]);
}

function announce(run: Run, element: string, records: readonly CompensationRecord[]): void {
  run.events.push({ type: 'compensation.thrown', element, activities: records.map(({ n }) => n).reverse() });
}

/** The activity that undoes another; undefined when none does. */
export function handlerOf({ nodes }: Procedure, activity: string): FlowNode | undefined {
  const id = nodes[activity]!.boundaries.map((boundary) => nodes[boundary]!.handler).find((one) => one !== undefined);
  return id === undefined ? undefined : nodes[id];
}

/** Start event of the event sub-process that compensates a scope. */
const compensator = ({ scopes, nodes }: Procedure, scope: string): string | undefined =>
  scopes[scope]?.listeners.find((id) => nodes[id]!.compensation !== undefined);

/** The scope whose memory a throw is about. */
function memoryOf(run: Run, scope: number): ScopeState {
  const own = run.scopes.get(scope)!;
  const host = own.t === undefined ? undefined : run.tokens.get(own.t)!;
  return host && nodeOf(run, run.world, host).kind === 'eventSubProcess' ? run.scopes.get(host.s)! : own;
}
