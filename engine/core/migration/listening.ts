import type { ScopeState, SubscriptionState, TokenState } from '../../model/instance.ts';
import type { EventTrigger, FlowNode } from '../../model/procedure.ts';
import { isAt, isBody, nodeId, type Op, type View } from '../run.ts';
import { triggersOf } from '../subscriptions.ts';
import type { Guide } from './guide.ts';

/** What becomes of a subscription: it is kept as it is now, or it goes, and what is to be awaited instead. */
export interface Guided {
  readonly sub?: SubscriptionState;
  readonly ops: readonly Op[];
}

/**
 * A subscription goes on under the new name of its event: a timer with its due date, unless the plan counts it anew; what
 * is awaited otherwise in the other version (another message, key, signal or condition) is awaited anew.
 */
export function guideSubscription(guide: Guide, view: View, sub: SubscriptionState): Guided {
  const node = guide.kept(sub.n, sub.t);
  if (!node) return { ops: [] };
  const at = sub.m ?? 0;
  const is = triggersOf(node)[at];
  if (!is || !isAwaitedAt(guide, view, sub, node)) return { ops: [] };
  const was = triggersOf(guide.from.nodes[sub.n]!)[at]!;
  const anew = sub.k === 'timer' && guide.plan.restart?.includes(sub.n);
  if (!anew && signOf(was) === signOf(is)) return { sub: { ...sub, n: node.id }, ops: [] };
  return { ops: [attach((sub.t ?? sub.s)!, node.id, node.multiple ? [at] : undefined)] };
}

const attach = (owner: number, element: string, only?: readonly number[]): Op => [
  'attach',
  owner,
  { ...(only ? { only } : {}), element },
];

/** Behind an event-based gateway only what it still leads to is awaited. */
function isAwaitedAt(guide: Guide, view: View, sub: SubscriptionState, event: FlowNode): boolean {
  const token = sub.t === undefined ? undefined : view.tokens.get(sub.t);
  const at = token && guide.to.nodes[guide.planned(nodeId(token.n)) ?? ''];
  return at?.kind !== 'eventBasedGateway' || behind(guide.to.flows, at).includes(event.id);
}

const behind = (flows: Guide['to']['flows'], { outgoing }: FlowNode): readonly string[] =>
  outgoing.map((flow) => flows[flow]!.target);

/** What an event is awaited by. The time of a timer is no part of it: its due date stays. */
function signOf({ timer, message, signal, condition, escalation }: EventTrigger): string {
  if (timer) return 'timer';
  if (message) return `message ${message.name} ${message.key.source}`;
  if (signal) return `signal ${signal.name}`;
  if (condition) return `condition ${condition.source}`;
  return `escalation ${escalation?.code ?? ''}`;
}

/** Events that the other version has beside those it has in common with the old one, where the token stands. */
export function newAtToken(guide: Guide, view: View, token: TokenState, pending: readonly Op[]): readonly Op[] {
  const old = guide.from.nodes[nodeId(token.n)]!;
  const node = guide.to.nodes[guide.planned(old.id) ?? ''];
  if (!node) return [];
  const own = pending.filter(([, id]) => id === token.i).map(([name]) => name);
  if (node.kind === 'eventBasedGateway')
    return own.includes('arrive')
      ? []
      : added(guide, token.i, behind(guide.from.flows, old), behind(guide.to.flows, node));
  const stands = isAt(token, 'on') || isAt(token, 'failed') || (isAt(token, 'arrived') && own.includes('go'));
  if (!stands) return [];
  const boundaries = isBody(view, token) ? [] : added(guide, token.i, old.boundaries, node.boundaries);
  // One of several events that it stands at itself.
  const more = triggersOf(node).flatMap((_, at) => (at >= triggersOf(old).length ? [at] : []));
  return more.length > 0 && /CatchEvent$/.test(node.kind)
    ? [...boundaries, attach(token.i, node.id, more)]
    : boundaries;
}

/** The same of the event sub-processes of a scope that is still listening. */
export function newInScope(guide: Guide, view: View, scope: ScopeState): readonly Op[] {
  const definition = guide.to.scopes[guide.planned(scope.d) ?? ''];
  const old = guide.from.scopes[scope.d];
  if (!definition || !old || scope.l || scope.r || isSilent(guide, view, scope, old.listeners)) return [];
  return added(guide, scope.i, old.listeners, definition.listeners);
}

/** An event sub-process that interrupts has begun: nothing else is listened for. */
const isSilent = (guide: Guide, view: View, scope: ScopeState, listeners: readonly string[]): boolean => {
  const interrupting = listeners.map((id) => guide.from.nodes[id]!).filter((event) => event.interrupting);
  return [...view.tokens.values()].some(
    ({ s, n }) => s === scope.i && interrupting.some((event) => event.scope === nodeId(n)),
  );
};

function added(guide: Guide, owner: number, was: readonly string[], is: readonly string[]): readonly Op[] {
  const common = new Set(was.map((id) => guide.planned(id)));
  return is.filter((id) => !common.has(id)).map((id) => attach(owner, id));
}
