import type { IncidentState, ScopeState, SubscriptionState, TokenState } from '../../model/instance.ts';
import type { Json } from '../../model/variables.ts';
import { nodeId, type Op, type View } from '../run.ts';
import type { Guide } from './guide.ts';
import { guideSubscription, newAtToken, newInScope } from './listening.ts';
import { guideScope, guideToken } from './memory.ts';
import { guideIncident, guideOp } from './work.ts';

/** All of an instance that the plan is about, in the words of the other version; what is `undefined` goes. */
export interface Transfer {
  readonly scopes: ReadonlyMap<number, ScopeState>;
  readonly tokens: ReadonlyMap<number, TokenState>;
  readonly subs: ReadonlyMap<number, SubscriptionState | undefined>;
  readonly incidents: ReadonlyMap<number, IncidentState | undefined>;
  /** Work that was left over, and what the change itself asks for. */
  readonly queue: readonly Op[];
}

/**
 * Carries everything over that belongs to the version: its scopes (also when it was called) with their tokens, what they
 * wait for and what stopped there. Called procedures inside keep their own. What stands in the way the guide has told.
 */
export function transfer(guide: Guide, view: View, queue: readonly Op[]): Transfer {
  const mine = scopesOf(view, guide.plan.from);
  const ours = (id: number | undefined): boolean =>
    id !== undefined && (mine.has(id) || mine.has(tokenScope(view, id)));
  const tokens = [...view.tokens.values()].filter(({ s }) => mine.has(s));
  const scopes = [...view.scopes.values()].filter(({ i }) => mine.has(i));
  const jobs = new Set(tokens.map(({ a }) => a));
  const incidents = [...view.incidents.values()].filter(({ op, job }) =>
    op ? ours((op as unknown as Op)[1]) : jobs.has(job),
  );
  const subs = [...view.subs.values()].filter(({ t, s }) => ours(t ?? s));
  const pending = [...queue, ...incidents.flatMap(({ op }) => (op ? [op as unknown as Op] : []))];
  const guided = subs.map((sub) => [sub.i, guideSubscription(guide, view, sub)] as const);
  return {
    scopes: new Map(scopes.map((scope) => [scope.i, guideScope(guide, scope)])),
    tokens: new Map(tokens.map((token) => [token.i, guideToken(guide, view, token)])),
    subs: new Map(guided.map(([id, { sub }]) => [id, sub])),
    incidents: new Map(incidents.map((incident) => [incident.i, guideIncident(guide, incident)])),
    queue: [
      ...queue.flatMap((op) => (ours(op[1]) ? carried(guide, op) : [op])),
      ...guided.flatMap(([, { ops }]) => ops),
      ...scopes.flatMap((scope) => newInScope(guide, view, scope)),
      ...tokens.flatMap((token) => newAtToken(guide, view, token, pending)),
      ...recounted(guide, tokens, pending),
    ],
  };
}

const tokenScope = (view: View, id: number): number => view.tokens.get(id)?.s ?? -1;

function carried(guide: Guide, op: Op): readonly Op[] {
  const to = guideOp(guide, op as unknown as Json);
  return to === undefined ? [] : [to as unknown as Op];
}

/** Scopes of a version: its own, and those inside it that are no called procedure. */
function scopesOf(view: View, key: string): ReadonlySet<number> {
  const mine = new Set<number>();
  // A scope is younger than what it hangs on.
  for (const { i, p, t } of view.scopes.values()) {
    const inside = p === undefined && t !== undefined && mine.has(tokenScope(view, t));
    if (p === key || inside) mine.add(i);
  }
  return mine;
}

/** Where tokens gather and the other version counts them otherwise, they are counted anew. */
function recounted(guide: Guide, tokens: readonly TokenState[], pending: readonly Op[]): readonly Op[] {
  const held = new Set(pending.map(([, id]) => id));
  const counted = new Map<string, Op>();
  for (const { i, s, n, a } of tokens) {
    const old = guide.from.nodes[nodeId(n)]!;
    const node = guide.to.nodes[guide.planned(old.id) ?? ''];
    if (a !== undefined || held.has(i) || !node || counted.has(`${s} ${old.id}`)) continue;
    const flows = old.incoming.map((flow) => guide.flow(flow, node.id));
    const same =
      flows.length === node.incoming.length &&
      node.incoming.every((flow) => flows.includes(flow)) &&
      old.activation?.source === node.activation?.source &&
      old.startQuantity === node.startQuantity;
    if (!same && (/^(parallel|complex)Gateway$/.test(node.kind) || n.endsWith('~gathering')))
      counted.set(`${s} ${old.id}`, ['arrive', i]);
  }
  return [...counted.values()];
}
