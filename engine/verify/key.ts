import type { InstanceState, ScopeState, SubscriptionState, TokenState } from '../model/instance.ts';

/** What makes up a state apart from the numbers it handed out: each token with the places around it, and how many there are of the same. */
export type Marking = ReadonlyMap<string, number>;

/**
 * A state without its numbers, times and variables: equal for two states from which the same can happen. A scope is the
 * sorted list of its tokens, a token the place where it stands with its subscriptions and the scopes that hang on it.
 */
export function keyOf(state: InstanceState): string {
  const { tokens, subs, scopes } = nested(state);
  const tokenKey = (token: TokenState): string =>
    `${token.n}${token.via === undefined ? '' : `<${token.via}`}${subsKey(subs.get(token.i))}${(scopes.get(token.i) ?? []).map(scopeKey).sort().join('')}${rest(token)}`;
  const scopeKey = (scope: ScopeState): string => {
    const inside = (tokens.get(scope.i) ?? []).map(tokenKey).sort().join(',');
    return `[${scope.d}${subsKey(subs.get(scope.i))}${rest(scope)}:${inside}]`;
  };
  const root = state.scopes.filter(({ t }) => t === undefined).map(scopeKey);
  const halted = state.incidents.map(({ n, code }) => `!${n} ${code}`).sort();
  return [...root, state.status, ...halted].join(' ');
}

/** The tokens that nothing hangs on, by place: the scopes around it, its node, its way in, its subscriptions. */
export function markingOf(state: InstanceState): Marking {
  const { subs, scopes } = nested(state);
  const byId = new Map(state.scopes.map((scope) => [scope.i, scope]));
  const tokenOf = new Map(state.tokens.map((token) => [token.i, token]));
  const placeOf = (token: TokenState): string => {
    const scope = byId.get(token.s);
    const host = scope?.t === undefined ? undefined : tokenOf.get(scope.t);
    return `${host ? `${placeOf(host)}/` : ''}${token.n}<${token.via ?? ''}${subsKey(subs.get(token.i))}`;
  };
  const marking = new Map<string, number>();
  for (const token of state.tokens) {
    if (scopes.has(token.i)) continue;
    const place = placeOf(token);
    marking.set(place, (marking.get(place) ?? 0) + 1);
  }
  return marking;
}

/** Whether there is as much everywhere in one marking as in another, and more somewhere: what happened between can happen for ever. */
export function exceeds(more: Marking, less: Marking): boolean {
  for (const [place, count] of less) if ((more.get(place) ?? 0) < count) return false;
  const total = (marking: Marking) => [...marking.values()].reduce((sum, count) => sum + count, 0);
  return total(more) > total(less);
}

function nested({ tokens, subs, scopes }: InstanceState) {
  return {
    tokens: Map.groupBy(tokens, ({ s }) => s),
    subs: Map.groupBy(subs, ({ t, s }) => t ?? s),
    scopes: Map.groupBy(scopes, ({ t }) => t),
  };
}

const subsKey = (subs: readonly SubscriptionState[] = []): string => {
  if (subs.length === 0) return '';
  const keys = subs.map(
    ({ n, left = '', key = '', last = '', ...others }) => `${n} ${left} ${key} ${last}${rest(others)}`,
  );
  return `(${keys.sort().join()})`;
};

/** Numbers and times that differ between states from which the same can happen, variables, and what is told elsewhere. */
const TOLD = new Set(['i', 's', 't', 'a', 'v', 'w', 'n', 'd', 'p', 'k', 'via', 'due', 'every', 'name']);

/** What an element keeps on its token, scope or subscription beside that. */
function rest(item: object): string {
  let kept = '';
  for (const [name, value] of Object.entries(item)) {
    if (TOLD.has(name) || value === undefined) continue;
    if (name === 'c' || name === 'r') kept += `${name}=${recordsKey(value as readonly Record[])}`;
    else if (name === 'l') kept += loopKey(value as Loop);
    else if (name === 'got') kept += 'got';
    else kept += `${name}=${withoutNumbers(value)}`;
  }
  return kept;
}

/** What was done and can be compensated: the activity, and what was done in it. */
interface Record {
  readonly n: string;
  readonly c?: { readonly c: readonly Record[] };
}

/** A loop adds the same record with each round: two of a kind behave like more. */
function recordsKey(records: readonly Record[]): string {
  const counts = new Map<string, number>();
  const keys = records.map(({ n, c }) => (c ? `${n}{${recordsKey(c.c)}}` : n));
  const kept = keys.filter((key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= 2;
  });
  return kept.join(',');
}

interface Loop {
  readonly b: number;
  readonly c: number | object;
  readonly n?: number;
}

/** Instances begun, completed and in total. */
const loopKey = ({ b, c, n }: Loop): string => `l=${b}/${typeof c === 'number' ? c : ''}/${n ?? ''}`;

const withoutNumbers = (value: unknown): string =>
  JSON.stringify(value, (_, item) => (typeof item === 'number' ? 0 : item)) ?? '';
