import type { InstanceState } from '../../engine/model/instance.ts';
import type { Json, Variables } from '../../engine/model/variables.ts';

/**
 * The variables that an activity sees: its own, then those of its scopes up to the root of its process or called
 * process. Empty when the state has no such activation.
 */
export function visibleVariables(state: InstanceState, activation: number): Variables {
  const token = state.tokens.find((candidate) => candidate.a === activation);
  if (!token) return {};
  const layers: Variables[] = [token.v ?? {}];
  let scope = state.scopes.find(({ i }) => i === token.s);
  while (scope) {
    layers.push(scope.v);
    if (scope.p !== undefined || scope.t === undefined) break;
    const host = state.tokens.find(({ i }) => i === scope!.t);
    if (!host) break;
    layers.push(host.v ?? {});
    scope = state.scopes.find(({ i }) => i === host.s);
  }
  return Object.assign(Object.create(null) as Record<string, Json>, ...layers.reverse());
}
