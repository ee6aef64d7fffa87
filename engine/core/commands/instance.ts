import type { Command } from '../../model/command.ts';
import type { IncidentState } from '../../model/instance.ts';
import type { Variables } from '../../model/variables.ts';
import { subjectOf } from '../leaving.ts';
import type { Op, Run } from '../run.ts';
import { conclude, openScope } from '../scopes.ts';
import { assign, set } from '../variables.ts';
import { admit, refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Opens the root scope of a procedure. `event` names one of its start events when it has several. */
export function start(run: Run, { procedure: key, variables, event }: Of<'start'>): void {
  const procedure = run.world.procedure(key);
  if (!procedure) refuse('not-found', `Expected procedure ${key} to be deployed but it is not`);
  const { starts } = procedure.scopes[procedure.id]!;
  if (event !== undefined && !starts.includes(event))
    refuse('invalid', `Expected ${event} to be a start event of ${key} but its starts are ${starts.join(', ')}`);
  const id = ++run.n;
  run.events.push({ type: 'instance.started', procedure: key });
  openScope(run, { id, element: procedure.id, procedure: key }, event === undefined ? starts : [event], {});
  for (const [name, value] of Object.entries(admit(variables))) set(run, id, name, value);
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
