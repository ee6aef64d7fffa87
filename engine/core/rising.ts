import type { ScopeState, TokenState } from '../model/instance.ts';
import type { EventTrigger, FlowNode } from '../model/procedure.ts';
import { change, isBody, nodeIn, nodeOf, procedureOf, type Run } from './run.ts';
import { triggersOf } from './subscriptions.ts';

/** Who catches what rises: a boundary event of a token's activity, or an event sub-process of a scope by its start event. */
export interface Catcher {
  /** The token of the activity, or the scope. */
  readonly at: number;
  readonly event: FlowNode;
}

/**
 * What rises from a token goes outwards level by level: the boundary events of the activity, the event sub-processes of
 * the scope it is in (not if it rises out of one of them, nor while the scope is being compensated), the activity around
 * that … At each level the exact code is taken before an event that catches any.
 */
export function catcherOf(run: Run, thrower: number, kind: 'error' | 'escalation', code: string): Catcher | undefined {
  for (let at: number | undefined = thrower; at !== undefined; ) {
    const token: TokenState = run.tokens.get(at)!;
    const scope: ScopeState = run.scopes.get(token.s)!;
    const procedure = procedureOf(run, run.world, token.s);
    const node = nodeIn(procedure, token);
    if (!isBody(run, token)) {
      const boundary = best(events(procedure.nodes, node.boundaries), kind, code);
      if (boundary && !token.n.endsWith('~undoing')) return { at, event: boundary };
      const listening = scope.r === undefined && node.kind !== 'eventSubProcess';
      const start = listening && best(events(procedure.nodes, procedure.scopes[scope.d]!.listeners), kind, code);
      if (start) return { at: token.s, event: start };
    }
    at = scope.t;
  }
  return undefined;
}

/** Whether every other event that a parallel-multiple one needs has come too; writes down that this one has. */
export function gathered(run: Run, { at, event }: Catcher, code: string): boolean {
  const subs = [...run.subs.values()].filter(({ n, t, s }) => n === event.id && (t ?? s) === at);
  const own = subs.find(
    ({ k, name, got }) => k === 'escalation' && got === undefined && (name === code || name === ''),
  );
  if (own) change(run.subs, own.i, { got: {} });
  if (subs.some((sub) => sub !== own && sub.got === undefined)) return false;
  for (const { i } of subs) run.subs.delete(i);
  return true;
}

const events = (nodes: Readonly<Record<string, FlowNode>>, ids: readonly string[]): readonly FlowNode[] =>
  ids.map((id) => nodes[id]!);

function best(among: readonly FlowNode[], kind: 'error' | 'escalation', code: string): FlowNode | undefined {
  const takes = (node: FlowNode, fits: (trigger: NonNullable<EventTrigger['error']>) => boolean): boolean =>
    triggersOf(node).some((trigger) => trigger[kind] !== undefined && fits(trigger[kind]));
  return (
    among.find((node) => takes(node, (trigger) => trigger.code === code)) ??
    among.find((node) => takes(node, (trigger) => trigger.code === undefined))
  );
}

/** The element a token stands at, for history. */
export const elementAt = (run: Run, id: number): string => nodeOf(run, run.world, run.tokens.get(id)!).id;
