import type { Command } from '../../model/command.ts';
import type { IncidentState } from '../../model/instance.ts';
import type { Variables } from '../../model/variables.ts';
import { activateInside, adHocOf } from '../ad-hoc.ts';
import { subjectOf } from '../leaving.ts';
import { type Op, procedureOf, type Run } from '../run.ts';
import { conclude, openScope } from '../scopes.ts';
import { assign, set } from '../variables.ts';
import { admit, refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Opens the root scope of a procedure. `event` names one of its start events when it has several. */
export function start(run: Run, { procedure: key, variables, event }: Of<'start'>): void {
  const procedure = run.world.procedure(key);
  if (!procedure) refuse('not-found', `Expected procedure ${key} to be deployed but it is not`);
  const { starts } = procedure.scopes[procedure.id]!;
  const all = [...starts, ...procedure.triggers];
  if (event !== undefined && !all.includes(event))
    refuse('invalid', `Expected ${event} to be a start event of ${key} but its starts are ${all.join(', ')}`);
  if (event === undefined && starts.length === 0)
    refuse('invalid', `Expected the event that starts ${key} to be named but it was not: ${all.join(', ')}`);
  const triggered = event !== undefined && !starts.includes(event);
  const id = ++run.n;
  run.events.push({ type: 'instance.started', procedure: key });
  const begins = event === undefined ? starts : triggered ? [] : [event];
  openScope(run, { id, element: procedure.id, procedure: key }, begins, {});
  const values = admit(variables);
  // What the event brings is kept by the event's own mappings.
  if (triggered) run.queue.push(['begin', id, { node: event, variables: values }]);
  else for (const [name, value] of Object.entries(values)) set(run, id, name, value);
}

/** Begins an activity of an ad-hoc sub-process that is open. */
export function activate(run: Run, { scope: id, element, variables }: Of<'activate'>): void {
  const scope = run.scopes.get(id);
  const node = scope && adHocOf(run, scope);
  if (!scope || !node) refuse('not-found', `Expected ad-hoc sub-process ${id} to be open but it is not`, takes(run));
  const inside = procedureOf(run, run.world, id).scopes[node.id]!.starts;
  if (scope.o) refuse('conflict', `Expected ${node.id} to take ${element} but it is over`, takes(run));
  if (!inside.includes(element))
    refuse('invalid', `Expected ${element} to be one of ${inside.join(', ')} inside ${node.id} but it is not`);
  for (const [name, value] of Object.entries(admit(variables))) set(run, id, name, value);
  run.events.push({ type: 'activated', element, scope: id });
  activateInside(run, scope, element);
}

/** Writes into one scope, the root when none is named. */
export function setVariables(run: Run, { variables, scope }: Of<'variables.set'>): void {
  const id = scope ?? run.scopes.keys().next().value!;
  if (!run.scopes.has(id)) refuse('not-found', `Expected scope ${id} to be open but it is not`, takes(run));
  const values = admit(variables);
  for (const [name, value] of Object.entries(values)) set(run, id, name, value);
  run.events.push({ type: 'variables.set', scope: id, variables: values });
}

/** Tries what stands in the incident again, after the variables were mended where the work would see them. */
export function resolve(run: Run, { incident: id, variables }: Of<'incident.resolve'>): void {
  const incident = run.incidents.get(id);
  if (!incident) refuse('not-found', `Expected incident ${id} to be open but there is none`, takes(run));
  const op = mend(run, retryOf(run, incident), admit(variables));
  run.incidents.delete(id);
  run.consumed = { kind: 'incident', id };
  run.events.push({ type: 'incident.resolved', incident: id, element: incident.n });
  // Whoever resolves this one has looked, and grants the same number again.
  if (incident.code === 'activations') run.entries = 0;
  run.queue.push(op);
}

export function cancel(run: Run, { reason }: Of<'cancel'>): void {
  conclude(run, 'cancelled', reason);
}

/** Goes on with the work that a budget stopped; draining the list is all there is to do. */
export function proceed(run: Run): void {
  if (run.queue.length === 0) refuse('conflict', 'Expected work to be left over but there is none', takes(run));
}

/** Results that wait to be kept are corrected in place, for they hide variables of the same name; the rest is written. */
function mend(run: Run, op: Op, values: Variables): Op {
  if (Object.keys(values).length === 0) return op;
  const [name, place, argument] = op;
  const results = name === 'complete' ? (argument as Variables) : {};
  const [corrected, written] = [true, false].map((waiting) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(results, key) === waiting)),
  ) as [Variables, Variables];
  assign(run, place, written);
  run.events.push({ type: 'variables.set', scope: run.tokens.get(place)?.s ?? place, variables: values });
  return name === 'complete' ? [name, place, { ...results, ...corrected }] : op;
}

function retryOf(run: Run, incident: IncidentState): Op {
  if (incident.op !== undefined && subjectOf(incident) !== undefined) return incident.op as unknown as Op;
  const token = [...run.tokens.values()].find(({ a }) => a === incident.job);
  if (!token) throw new Error(`Expected job ${incident.job} of incident ${incident.i} to exist but it does not`);
  return ['retry', token.i];
}
