import type { InstanceStatus, ScopeState } from '../model/instance.ts';
import type { Variables } from '../model/variables.ts';
import { waitsForMore } from './ad-hoc.ts';
import { keepScope, undoNext } from './compensation.ts';
import { ordered } from './json.ts';
import { clearScope, silence } from './leaving.ts';
import { change, nodeOf, procedureOf, type Run } from './run.ts';
import { subscribeEvent } from './subscriptions.ts';
import { move } from './tokens.ts';

/** Opens a scope on a token (the root has none) and queues a token for each of its starts. `procedure`: of a process or called process. */
export function openScope(
  run: Run,
  scope: { readonly id: number; readonly element: string; readonly token?: number; readonly procedure?: string },
  starts: readonly string[],
  variables: Variables,
): void {
  const { id, element, token, procedure } = scope;
  run.scopes.set(id, {
    i: id,
    d: element,
    p: procedure,
    t: token,
    v: procedure ? variables : ownData(run, token!, element),
  });
  for (const event of procedureOf(run, run.world, id).scopes[element]!.listeners) run.queue.push(['listen', id, event]);
  for (const start of starts) run.queue.push(['start', id, start]);
  if (starts.length === 0) run.queue.push(['close', id]);
}

/** Data drawn inside a sub-process is there, empty, from the beginning: what is written to it stays inside. */
export function ownData(run: Run, token: number, element: string): Variables {
  const { data } = procedureOf(run, run.world, run.tokens.get(token)!.s).scopes[element]!;
  return data.length === 0 ? {} : ordered(Object.fromEntries(data.map((name) => [name, null])));
}

/** An event sub-process of a scope begins to wait for its event. */
export const listen = (run: Run, id: number, event: string): void =>
  subscribeEvent(run, { s: id }, procedureOf(run, run.world, id).nodes[event]!);

/** An event is awaited that was not awaited before, or otherwise: by a token, or by a scope for an event sub-process. */
export function attach(run: Run, id: number, { element, only }: Attached): void {
  const token = run.tokens.get(id);
  const { nodes } = procedureOf(run, run.world, token ? token.s : id);
  subscribeEvent(run, token ? { t: id } : { s: id }, nodes[element]!, only);
}

interface Attached {
  readonly element: string;
  /** Which of several that the event is about; absent: all. */
  readonly only?: readonly number[];
}

/** A scope in which nothing stands any more is complete: the instance ends, or the activity the scope hangs on is done. */
export function closeScope(run: Run, id: number): void {
  const busy = [...run.tokens.values()].some(({ s }) => s === id) || waiting(run, id);
  if (busy) return;
  const scope = run.scopes.get(id)!;
  // What was done is undone one by one, and a complex gateway may send tokens when it is reset.
  if (scope.r !== undefined) undoNext(run, scope);
  else if (scope.g === undefined && !waitsForMore(run, scope)) endScope(run, scope);
}

function endScope(run: Run, scope: ScopeState): void {
  silence(run, scope.i);
  if (scope.t === undefined) {
    conclude(run, 'completed');
    return;
  }
  const token = run.tokens.get(scope.t)!;
  const results = run.behaviour.collect(scope, nodeOf(run, run.world, token));
  keepScope(run, token.i, scope);
  run.scopes.delete(scope.i);
  finish(run, token.i, results);
}

/** A terminate end event: everything in its scope ends, and only that scope. */
export function terminateScope(run: Run, id: number): void {
  clearScope(run, id);
  change(run.scopes, id, { g: undefined, h: undefined, o: undefined });
  silence(run, id);
  if (run.scopes.get(id)?.t === undefined) conclude(run, 'terminated');
  else run.queue.push(['close', id]);
}

/** The work of an activity is finished; its results are kept and its flows taken in an operation of their own, which may fail without losing them. */
export function finish(run: Run, token: number, results: Variables): void {
  move(run, token, 'done');
  run.queue.push(['complete', token, results]);
}

/** Ends the instance; the root scope stays with its variables. */
export function conclude(run: Run, status: Exclude<InstanceStatus, 'active'>, reason = ''): void {
  for (const scope of run.scopes.values()) {
    if (scope.t !== undefined) continue;
    clearScope(run, scope.i);
    silence(run, scope.i);
    change(run.scopes, scope.i, { c: undefined, g: undefined });
  }
  run.status = status;
  run.suspended = false;
  run.queue.length = 0;
  run.events.push(status === 'cancelled' ? { type: 'instance.cancelled', reason } : { type: `instance.${status}` });
}

/** Starts that are still to come, or are parked in an incident. */
const waiting = (run: Run, scope: number): boolean =>
  run.queue.some(([name, id]) => name !== 'close' && id === scope) ||
  [...run.incidents.values()].some(({ op }) => (op as readonly [string, number] | undefined)?.[1] === scope);
