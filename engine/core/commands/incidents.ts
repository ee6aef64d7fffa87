import type { Command } from '../../model/command.ts';
import type { IncidentState } from '../../model/instance.ts';
import type { Variables } from '../../model/variables.ts';
import { subjectOf } from '../leaving.ts';
import type { Op, Run } from '../run.ts';
import { skipOf } from '../skipping.ts';
import { assign } from '../variables.ts';
import { admit, refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Tries what stands in the incident again, after the variables were mended where the work would see them. */
export function resolve(run: Run, { incident: id, variables }: Of<'incident.resolve'>): void {
  const incident = find(run, id);
  const op = mend(run, retryOf(run, incident), admit(variables));
  close(run, incident);
  run.events.push({ type: 'incident.resolved', incident: id, element: incident.n });
  // Whoever resolves this one has looked, and grants the same number again.
  if (incident.code === 'activations') run.entries = 0;
  run.queue.push(op);
  // A scope that only this kept open would else wait for an event for ever.
  if (op[0] === 'listen') run.queue.push(['close', op[1]]);
}

/** Goes on as if the work that the incident holds had ended with these results. */
export function skip(run: Run, { incident: id, reason, variables }: Of<'incident.skip'>): void {
  const incident = find(run, id);
  const results = admit(variables);
  close(run, incident);
  run.events.push({ type: 'incident.skipped', incident: id, element: incident.n, reason });
  const skipped = skipOf(run, incident, holder(run, incident), results);
  if ('why' in skipped)
    refuse('conflict', `Expected incident ${id} at ${incident.n} to be skipped but ${skipped.why}`, INSTEAD);
  if (skipped.write !== undefined) write(run, skipped.write, results);
  run.queue.push(...skipped.ops);
}

const INSTEAD = ['incident.resolve', 'modify', 'cancel'];

function find(run: Run, id: number): IncidentState {
  const incident = run.incidents.get(id);
  return incident ?? refuse('not-found', `Expected incident ${id} to be open but there is none`, takes(run));
}

function close(run: Run, { i: id }: IncidentState): void {
  run.incidents.delete(id);
  run.consumed = { kind: 'incident', id };
}

/** Results that wait to be kept are corrected in place, for they hide variables of the same name; the rest is written. */
function mend(run: Run, op: Op, values: Variables): Op {
  if (Object.keys(values).length === 0) return op;
  const [name, place, argument] = op;
  const held = name === 'complete' || name === 'skip';
  const results = held ? (argument as Variables) : {};
  const [corrected, written] = [true, false].map((waiting) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(results, key) === waiting)),
  ) as [Variables, Variables];
  assign(run, place, written);
  run.events.push({ type: 'variables.set', scope: run.tokens.get(place)?.s ?? place, variables: values });
  return held ? [name, place, { ...results, ...corrected }] : op;
}

function write(run: Run, place: number, values: Variables): void {
  if (Object.keys(values).length === 0) return;
  assign(run, place, values);
  run.events.push({ type: 'variables.set', scope: run.tokens.get(place)?.s ?? place, variables: values });
}

const retryOf = (run: Run, incident: IncidentState): Op =>
  incident.op !== undefined && subjectOf(incident) !== undefined
    ? (incident.op as unknown as Op)
    : ['retry', holder(run, incident)];

/** The token or scope whose work stopped. */
function holder(run: Run, incident: IncidentState): number {
  const subject = subjectOf(incident);
  if (subject !== undefined) return subject;
  const token = [...run.tokens.values()].find(({ a }) => a === incident.job);
  if (!token) throw new Error(`Expected job ${incident.job} of incident ${incident.i} to exist but it does not`);
  return token.i;
}
