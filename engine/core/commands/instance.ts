import type { Command } from '../../model/command.ts';
import { activateInside, adHocOf } from '../ad-hoc.ts';
import { procedureOf, type Run } from '../run.ts';
import { conclude, openScope } from '../scopes.ts';
import { set } from '../variables.ts';
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

export function cancel(run: Run, { reason }: Of<'cancel'>): void {
  conclude(run, 'cancelled', reason);
}

/** Goes on with the work that a budget stopped; draining the list is all there is to do. */
export function proceed(run: Run): void {
  if (run.queue.length === 0) refuse('conflict', 'Expected work to be left over but there is none', takes(run));
}
