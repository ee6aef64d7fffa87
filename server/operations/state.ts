import type { InstanceState, ScopeState, TokenState } from '../../engine/model/instance.ts';
import { procedureOf } from '../cases/diagram.ts';
import type { FactDefinition } from '../catalogue/facts.ts';
import type { RunStatus, Scope, Token } from './contract.ts';
import { factsOf } from './facts.ts';
import type { Naming } from './naming.ts';

/** Keys of the versions that an instance stands in. */
export const keysOf = (state: InstanceState): string[] => [...new Set(state.scopes.flatMap(({ p }) => p ?? []))];

export const statusOf = (status: InstanceState['status'], suspended: boolean): RunStatus =>
  status === 'active' && suspended ? 'suspended' : status;

const elementAt = ({ n }: TokenState): string => n.split('~')[0]!;

/** What stands in an instance, in the order in which it came. */
export function tokensOf(state: InstanceState, naming: Naming): Token[] {
  const stuck = new Set(state.incidents.flatMap(({ n }) => n));
  const inside = new Map(state.scopes.flatMap(({ t, i }) => (t === undefined ? [] : [[t, i]])));
  return state.tokens.map((token) => {
    const key = procedureOf(state, token.s);
    const element = elementAt(token);
    return {
      ...naming.step(key, element),
      token: token.i,
      scope: token.s,
      kind: naming.procedure(key)?.nodes[element]?.kind ?? '',
      stuck: stuck.has(element),
      inside: inside.get(token.i) ?? null,
    };
  });
}

/** Everything that is open, the root first, each with what it knows. */
export function scopesOf(
  state: InstanceState,
  naming: Naming,
  known: (key: string) => ReadonlyMap<string, FactDefinition>,
): Scope[] {
  const holders = new Map(state.tokens.map(({ i, s }) => [i, s]));
  return state.scopes.map((scope) => {
    const key = procedureOf(state, scope.i);
    return {
      ...naming.step(key, scope.d),
      scope: scope.i,
      parent: scope.t === undefined ? null : (holders.get(scope.t) ?? null),
      loop: loopOf(scope),
      facts: factsOf(scope.v, known(key)),
    };
  });
}

const loopOf = ({ l }: ScopeState): Scope['loop'] => (l ? { begun: l.b, completed: l.c, total: l.n ?? null } : null);
