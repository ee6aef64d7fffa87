import type { HistoryEntry } from '../../engine/model/door.ts';
import type { InstanceState } from '../../engine/model/instance.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import type { RunningDiagram } from './contract.ts';

type Element = RunningDiagram[number]['elements'][string];

/** What became of one procedure version in the run of one instance. */
export interface Trace {
  readonly key: string;
  readonly elements: Map<string, { count: number; open: number; last: Date; by: string | null }>;
  readonly flows: Set<string>;
}

/** Every version that the instance began in, called, or was taken to. */
export function keysIn(history: readonly HistoryEntry[]): Set<string> {
  const events = history.flatMap((entry) => entry.events);
  return new Set(
    events.flatMap((event) => {
      if (event.type === 'migrated') return [event.plan.from, event.plan.to];
      return 'procedure' in event && event.procedure ? [event.procedure] : [];
    }),
  );
}

/** Kinds that are entered and never left. */
const momentary = /([sS]tart|[eE]nd|[tT]hrow)Event$|Gateway$/;

/**
 * Replays the history of an instance into one trace a procedure: elements that were entered and left, flows that were
 * taken. Called procedures have their own trace.
 */
export function traceHistory(history: readonly HistoryEntry[], find: (key: string) => Procedure | undefined): Trace[] {
  const traces = new Map<string, Trace>();
  /** Which procedure an activation or a task number belongs to. */
  const owners = new Map<number, string>();
  let root = '';
  let current = '';
  const traceOf = (key: string) => {
    const trace = traces.get(key) ?? { key, elements: new Map(), flows: new Set<string>() };
    traces.set(key, trace);
    return trace;
  };
  for (const { at, events, actor } of history) {
    for (const event of events) {
      if (event.type === 'instance.started') {
        root = current = event.procedure;
      } else if (event.type === 'migrated') {
        const { from, to, elements } = event.plan;
        // What stands goes on in the other version; what was done stays where it was.
        for (const [element, seen] of traceOf(from).elements) {
          if (seen.open <= 0 || momentary.test(find(from)?.nodes?.[element]?.kind ?? '')) continue;
          traceOf(to).elements.set(elements[element] ?? element, { ...seen });
          seen.open = 0;
        }
        for (const [number, key] of owners) if (key === from) owners.set(number, to);
        if (root === from) root = to;
        if (current === from) current = to;
      } else if (event.type === 'entered') {
        current = event.procedure ?? root;
        owners.set(event.activation, current);
        const { elements } = traceOf(current);
        const seen = elements.get(event.element) ?? { count: 0, open: 0, last: at, by: null };
        elements.set(event.element, { ...seen, count: seen.count + 1, open: seen.open + 1, last: at });
      } else if (event.type === 'left') {
        current = owners.get(event.activation) ?? current;
        const seen = traceOf(current).elements.get(event.element);
        if (seen) Object.assign(seen, { open: seen.open - 1, last: at });
      } else if (event.type === 'task.completed') {
        const seen = traceOf(owners.get(event.task) ?? current).elements.get(event.element);
        if (seen) seen.by = actor.name ?? null;
      } else if (event.type === 'flow') {
        // A flow carries no procedure: it is of the one that moved last, if that has it, else of another that has.
        const key = [current, root, ...traces.keys()].find((candidate) => find(candidate)?.flows[event.flow]);
        if (key) traceOf(key).flows.add(event.flow);
      }
    }
  }
  return [...traces.values()];
}

/** Elements where tokens stand now, by the procedure that each is in. */
export function standing(state: InstanceState): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const token of state.tokens) {
    const key = procedureOf(state, token.s);
    found.set(key, (found.get(key) ?? new Set()).add(token.n.split('~')[0]!));
  }
  return found;
}

/** Key of the version that a scope of the state belongs to; empty when there is no such scope. */
export function procedureOf(state: InstanceState, scope: number): string {
  let at = state.scopes.find(({ i }) => i === scope);
  while (at && at.p === undefined && at.t !== undefined) {
    const host = state.tokens.find(({ i }) => i === at!.t);
    at = host && state.scopes.find(({ i }) => i === host.s);
  }
  return at?.p ?? '';
}

/** Elements of a trace as the diagram shows them. `late`: open tasks over their time; `notes`: what stands under an element that is now. */
export function elementsOf(
  trace: Trace,
  now: ReadonlySet<string>,
  late: ReadonlySet<string>,
  notes: ReadonlyMap<string, string>,
  day: (at: Date) => string,
): Record<string, Element> {
  const entries = [...trace.elements].map(([id, { count, last, by }]): [string, Element] => {
    if (now.has(id)) return [id, { state: late.has(id) ? 'late' : 'now', note: notes.get(id) ?? null, count }];
    return [id, { state: 'done', note: by ? `${day(last)} ${by}` : null, count }];
  });
  return Object.fromEntries(entries);
}
