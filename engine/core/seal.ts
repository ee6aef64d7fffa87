import type { IncidentState, InstanceState, ScopeState, SubscriptionState, TokenState } from '../model/instance.ts';
import type { Json } from '../model/variables.ts';
import type { Run, View } from './run.ts';

/**
 * The draft as a state. Keys stand in stored order (see json.ts), absent fields are left out, and what the step did not
 * touch is the very object of the state before.
 */
export const seal = (run: Run, before: View): InstanceState => ({
  f: 1,
  n: run.n,
  ...(run.suspended ? { z: true } : {}),
  subs: items(run.subs, before.subs, subscription),
  ...(run.queue.length > 0 ? { queue: run.queue as unknown as Json[] } : {}),
  scopes: items(run.scopes, before.scopes, scope),
  status: run.status,
  tokens: items(run.tokens, before.tokens, token),
  entries: run.entries,
  incidents: items(run.incidents, before.incidents, incident),
});

function items<T>(now: Map<number, T>, before: Map<number, T>, ordered: (item: T) => T): T[] {
  const list: T[] = [];
  for (const [id, item] of now) list.push(before.get(id) === item ? item : ordered(item));
  return list;
}

const scope = ({ c, d, g, h, i, l, o, p, r, t, v, x }: ScopeState): ScopeState =>
  defined({ c, d, g, h, i, l, o, p, r, t, v, x });
const token = ({ a, c, i, n, s, v, w, via }: TokenState): TokenState => defined({ a, c, i, n, s, v, w, via });
const subscription = ({
  i,
  k,
  m,
  n,
  s,
  t,
  due,
  got,
  key,
  last,
  left,
  name,
  every,
}: SubscriptionState): SubscriptionState => defined({ i, k, m, n, s, t, due, got, key, last, left, name, every });
const incident = ({ i, n, at, op, job, code, message }: IncidentState): IncidentState =>
  defined({ i, n, at, op, job, code, message });

function defined<T extends object>(item: { readonly [K in keyof T]: T[K] | undefined }): T {
  const copy: Record<string, unknown> = {};
  // The literals above have no other keys than their own; pairs would be made for each of them, in every step.
  for (const key in item) if (item[key] !== undefined) copy[key] = item[key];
  return copy as T;
}
