import type { InstanceState, TokenState } from '../model/instance.ts';
import type { NodeKind, Procedure } from '../model/procedure.ts';
import type { Move, Outcome } from './moves.ts';

/**
 * Elements whose tokens mind their own business: nothing they do depends on where other tokens are, except at a parallel
 * join, where the order of coming does not matter. Others (an inclusive join, a signal, a condition …) look around.
 */
const INDEPENDENT: ReadonlySet<string> = new Set([
  'startEvent',
  'endEvent',
  'terminateEndEvent',
  'errorEndEvent',
  'task',
  'manualTask',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'exclusiveGateway',
  'parallelGateway',
  'eventBasedGateway',
  'timerCatchEvent',
  'messageCatchEvent',
  'timerBoundaryEvent',
  'messageBoundaryEvent',
  'errorBoundaryEvent',
  'subProcess',
  'callActivity',
]);

/** Kinds at which a token only waits for others. */
const GATHERS: ReadonlySet<NodeKind | undefined> = new Set<NodeKind>(['parallelGateway']);

/** Whether tokens of the procedure can be moved one after the other instead of in every order. */
export const isIndependent = ({ nodes }: Procedure): boolean =>
  Object.values(nodes).every((node) => INDEPENDENT.has(node.kind) && !node.loop && !node.startQuantity);

/** A token with everything that hangs on it, and the moves in there. */
export interface Family {
  readonly tokens: ReadonlySet<number>;
  readonly moves: readonly Move[];
}

/** Every family that has moves, small ones first. */
export function familiesOf({ tokens, scopes }: InstanceState, moves: readonly Move[]): readonly Family[] {
  const hosts = new Map(scopes.map(({ i, t }) => [i, t]));
  const host = new Map(tokens.map(({ i, s }) => [i, hosts.get(s)]));
  const families = new Map<number, { readonly tokens: Set<number>; readonly moves: Move[] }>();
  const around = function* (token: number | undefined) {
    for (let at = token; at !== undefined; at = host.get(at)) yield at;
  };
  for (const move of moves)
    for (const at of around(move.token)) {
      const family = families.get(at) ?? { tokens: new Set(), moves: [] };
      families.set(at, family);
      family.moves.push(move);
    }
  for (const { i } of tokens) for (const at of around(i)) families.get(at)?.tokens.add(i);
  return [...families.values()].sort((a, b) => a.moves.length - b.moves.length || a.tokens.size - b.tokens.size);
}

/**
 * Whether a move concerned its family alone. Then it does not matter when it is made: every other move stays possible and
 * leads to the same, or (a time limit around it, a terminate end) sweeps the family away wherever it is. So the moves of
 * the family may be made first, and the other orders need not be tried.
 */
export function isPrivate(
  procedure: Procedure,
  before: InstanceState,
  { tokens: family }: Family,
  { state }: Outcome,
): boolean {
  if (state.status !== 'active' || state.queue || state.incidents.length > before.incidents.length) return false;
  const scopes = new Set(state.scopes.map(({ i }) => i));
  const [tokenStays, subStays] = [stays(state.tokens), stays(state.subs)];
  const gathers = ({ n }: TokenState): boolean => GATHERS.has(procedure.nodes[n]?.kind);
  const own = (token: number | undefined) => token !== undefined && family.has(token);
  return (
    before.tokens.every((token) => own(token.i) || tokenStays(token) || gathers(token)) &&
    before.subs.every((sub) => own(sub.t) || subStays(sub)) &&
    before.scopes.every(({ i, t }) => own(t) || scopes.has(i))
  );
}

/** Whether an item is still the very same; the step does not copy what it does not touch. */
function stays<T extends { readonly i: number }>(items: readonly T[]): (item: T) => boolean {
  const now = new Map(items.map((item) => [item.i, item]));
  return (item) => now.get(item.i) === item;
}
