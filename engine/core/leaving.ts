import type { IncidentState } from '../model/instance.ts';
import { change, nodeId, type Run } from './run.ts';

/**
 * Interruption. Everything nested hangs on a token, so whatever ends a token early ends what hangs on it: its
 * subscriptions, its incidents, its scopes with all their tokens, at any depth, the inner before the outer.
 */

export type How = 'completed' | 'interrupted';

/** The token stops standing where it stands: nothing waits for it there any more. Without an activation there is nothing to leave. */
export function leave(run: Run, id: number, how: How): void {
  forget(run, id);
  for (const scope of [...run.scopes.values()]) if (scope.t === id) cancelScope(run, scope.i);
  for (const sub of run.subs.values()) if (sub.t === id) run.subs.delete(sub.i);
  const token = run.tokens.get(id)!;
  for (const incident of run.incidents.values()) if (concerns(incident, id, token.a)) run.incidents.delete(incident.i);
  if (token.a === undefined) return;
  run.events.push({ type: 'left', element: nodeId(token.n), activation: token.a, how });
  change(run.tokens, id, { a: undefined, c: undefined, v: undefined, w: undefined });
}

/** Work that was still to be done for a token or scope as it was is void. */
export function forget(run: Run, id: number): void {
  for (let at = run.queue.length - 1; at >= 0; at--) if (run.queue[at]![1] === id) run.queue.splice(at, 1);
}

/** The same, and what an incident holds of it. */
export function abandon(run: Run, id: number): void {
  forget(run, id);
  for (const incident of run.incidents.values()) if (subjectOf(incident) === id) run.incidents.delete(incident.i);
}

/** Takes a token out of its scope. */
export function remove(run: Run, id: number): void {
  leave(run, id, 'interrupted');
  run.tokens.delete(id);
}

/** Interrupts every token of a scope and leaves it empty. */
export function clearScope(run: Run, id: number): void {
  forget(run, id);
  for (const token of [...run.tokens.values()]) if (token.s === id) remove(run, token.i);
  for (const incident of run.incidents.values())
    if (incident.op && concerns(incident, id)) run.incidents.delete(incident.i);
}

/** Interrupts a scope and takes it away, with what it waits for. */
export function cancelScope(run: Run, id: number): void {
  clearScope(run, id);
  silence(run, id);
  run.scopes.delete(id);
}

/** The event sub-processes of a scope wait for nothing any more. */
export function silence(run: Run, id: number): void {
  for (const sub of run.subs.values()) if (sub.s === id) run.subs.delete(sub.i);
}

const concerns = (incident: IncidentState, subject: number, activation?: number): boolean =>
  subjectOf(incident) === subject || (incident.job !== undefined && incident.job === activation);

/** The token or scope whose operation is parked in an incident. */
export const subjectOf = (incident: IncidentState): number | undefined =>
  (incident.op as readonly [string, number] | undefined)?.[1];
