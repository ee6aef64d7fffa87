import type { ScopeState, TokenState } from '../model/instance.ts';
import type { FlowNode } from '../model/procedure.ts';
import { ordered } from './json.ts';
import { subjectOf } from './leaving.ts';
import { gather, isAwaited, standInsAt, standsAt, waitingAt } from './reach.ts';
import { change, nodeId, type Op, procedureOf, type Run } from './run.ts';
import { consume, depart, departAnyhow, enter, takeAll } from './tokens.ts';
import { isTrue } from './variables.ts';

/** When nothing else is left to do: the one inclusive join or complex reset whose turn it is, the oldest token first. */
export function restingJoin(run: Run): Op | undefined {
  const held = new Set([...run.incidents.values()].map(subjectOf));
  const gateways = heldAt(run, held);
  for (const token of run.tokens.values()) {
    // What has entered an activity or an event waits for something else.
    if (token.a !== undefined || held.has(token.i)) continue;
    const node = procedureOf(run, run.world, token.s).nodes[nodeId(token.n)]!;
    const free = node.kind === 'inclusiveGateway' && !gateways.has(`${token.s} ${node.id}`);
    if (free && joinable(run, token, node)) return ['join', token.i];
  }
  for (const scope of run.scopes.values()) {
    if (held.has(scope.i)) continue;
    for (const [gateway, left] of Object.entries(scope.g ?? {})) {
      const node = procedureOf(run, run.world, scope.i).nodes[gateway]!;
      const full = left.filter((flow) => waitingAt(run, scope.i, node).has(flow));
      const empty = left.filter((flow) => !full.includes(flow));
      if (!isAwaited(run, scope.i, node, empty, full)) return ['reset', scope.i, gateway];
    }
  }
  return undefined;
}

/** A gateway that cannot decide is held as a whole: by one incident, whatever else waits there. */
const heldAt = (run: Run, held: ReadonlySet<number | undefined>): ReadonlySet<string> =>
  held.size === 0
    ? new Set()
    : new Set(
        [...run.tokens.values()].flatMap(({ i, s, n, a }) => (a === undefined && held.has(i) ? [`${s} ${n}`] : [])),
      );

function joinable(run: Run, { s }: TokenState, node: FlowNode): boolean {
  const full = [...waitingAt(run, s, node).keys()];
  return !isAwaited(
    run,
    s,
    node,
    node.incoming.filter((flow) => !full.includes(flow)),
    full,
  );
}

/** The inclusive gateway fires: one token from each flow that has one, and every flow whose condition holds. */
export function join(run: Run, id: number): void {
  const node = standsAt(run, id);
  const token = run.tokens.get(id)!;
  // A join that was held by an incident may have to wait again for what has set out since.
  if (node.incoming.length > 1 && !joinable(run, token, node)) return;
  const waiting = [...waitingAt(run, token.s, node).values(), ...standInsAt(run, token.s, node)];
  const survivor = gather(run, waiting.length > 0 ? waiting : [id]);
  enter(run, survivor, node.id);
  depart(run, survivor);
}

/** The gateway fires by its default flow: what it cannot decide counts as false. */
export function joinByDefault(run: Run, token: TokenState, node: FlowNode): void {
  const waiting = [...waitingAt(run, token.s, node).values(), ...standInsAt(run, token.s, node)];
  const survivor = gather(run, waiting.length > 0 ? waiting : [token.i]);
  enter(run, survivor, node.id);
  departAnyhow(run, survivor);
}

/**
 * A token has come to a complex gateway. Its condition decides whether it fires; then it waits for the other flows, and
 * takes no part in what comes by them until its reset.
 */
export function activate(run: Run, token: TokenState, node: FlowNode): void {
  const scope = run.scopes.get(token.s)!;
  if (scope.g && Object.hasOwn(scope.g, node.id)) return;
  const waiting = waitingAt(run, token.s, node);
  const local = { activationCount: waiting.size, waitingForStart: true };
  if (node.activation && !isTrue(run, node.activation, token.i, local)) return;
  const left = node.incoming.filter((flow) => !waiting.has(flow));
  if (left.length > 0) change(run.scopes, scope.i, { g: ordered({ ...scope.g, [node.id]: left }) });
  const survivor = gather(run, waiting.size > 0 ? [...waiting.values()] : [token.i]);
  enter(run, survivor, node.id);
  depart(run, survivor, local);
}

/** Nothing more can come by the flows a complex gateway waits for: what has come is taken, and it may send once more. */
export function reset(run: Run, id: number, gateway: string): void {
  const scope = run.scopes.get(id)!;
  const procedure = procedureOf(run, run.world, id);
  const node = procedure.nodes[gateway]!;
  const waiting = waitingAt(run, id, node);
  const late = (scope.g?.[gateway] ?? []).flatMap((flow) => waiting.get(flow) ?? []);
  forgetGate(run, scope, gateway);
  const survivor = late.length > 0 ? gather(run, late) : ++run.n;
  if (late.length === 0) run.tokens.set(survivor, { i: survivor, s: id, n: gateway });
  enter(run, survivor, gateway);
  const local = { activationCount: late.length, waitingForStart: false };
  const flows = node.outgoing.filter((flow) => {
    const { condition } = procedure.flows[flow]!;
    return flow !== node.default && condition && isTrue(run, condition, survivor, local);
  });
  if (flows.length === 0) consume(run, survivor);
  else takeAll(run, survivor, flows);
  // Tokens that came twice while it waited are the first of the next round.
  const next = [...waitingAt(run, id, node).values()][0];
  if (next !== undefined) run.queue.push(['arrive', next]);
}

function forgetGate(run: Run, { i, g }: ScopeState, gateway: string): void {
  const left = Object.entries(g ?? {}).filter(([id]) => id !== gateway);
  change(run.scopes, i, { g: left.length > 0 ? Object.fromEntries(left) : undefined });
}
