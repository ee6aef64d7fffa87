import type { CompensationRecord, FrozenScope, ScopeState, TokenState } from '../../model/instance.ts';
import { handlerOf } from '../compensation.ts';
import { ordered } from '../json.ts';
import { isAt, isBody, nodeId, type View } from '../run.ts';
import { stagesOf } from '../statechart.ts';
import type { Guide } from './guide.ts';
import { guideOp } from './work.ts';

/** A token where it stands in the other version: the stage of its work, and the flow by which it waits at a join. */
export function guideToken(guide: Guide, view: View, token: TokenState): TokenState {
  const id = nodeId(token.n);
  const node = guide.element(id, token.i);
  if (!node) return token;
  const old = guide.from.nodes[id]!;
  const stage = token.n.slice(id.length);
  if (!stagesOf(guide.to, node).includes(stage) || (holdsWork(token) && !old.job !== !node.job))
    guide.tell(
      'other-kind',
      id,
      token.i,
      `Expected ${node.id} to go on with work begun at ${id} but it works otherwise`,
    );
  if ((isBody(view, token) || holdsWork(token)) && old.loop?.kind !== node.loop?.kind)
    guide.tell('loop', id, token.i, `Expected ${node.id} to be done as often as ${id} but it is not`);
  const waits = /^(parallel|inclusive|complex)Gateway$/.test(node.kind) && token.via !== undefined;
  const via = token.via === undefined ? undefined : guide.flow(token.via, node.id);
  if (waits && via === undefined)
    guide.tell(
      'unknown-flow',
      id,
      token.i,
      `Expected flow ${token.via} to ${id} to have one that leads to ${node.id} but it has none`,
    );
  return { ...token, n: `${node.id}${stage}`, via, c: token.c && guideFrozen(guide, token.c) };
}

/** Work has begun and not ended. */
const holdsWork = (token: TokenState): boolean => isAt(token, 'on') || isAt(token, 'failed');

/** A scope with what it remembers: what can be compensated, what a complex gateway waits for, what is still to begin. */
export function guideScope(guide: Guide, scope: ScopeState): ScopeState {
  const { d, p, c, r, g, h, x } = scope;
  return {
    ...scope,
    d: guide.planned(d) ?? d,
    p: p === undefined ? undefined : guide.to.key,
    c: c && guideRecords(guide, c),
    r: r && guideRecords(guide, r),
    g: g && guideGates(guide, g),
    h: h?.map((id) => guide.element(id)?.id ?? id),
    x: x === undefined ? undefined : (guideOp(guide, x) ?? x),
  };
}

function guideGates(guide: Guide, gates: NonNullable<ScopeState['g']>): ScopeState['g'] {
  const mapped = Object.entries(gates).flatMap(([id, left]) => {
    const gateway = guide.element(id)?.id;
    return gateway === undefined ? [] : [[gateway, left.flatMap((flow) => guide.flow(flow, gateway) ?? [])] as const];
  });
  return ordered(Object.fromEntries(mapped));
}

/** What was done must still be undone as it was meant: by a handler, or inside the scope that was kept. */
function guideRecords(guide: Guide, records: readonly CompensationRecord[]): readonly CompensationRecord[] {
  return records.map((record) => {
    const to = guide.to.nodes[guide.planned(record.n) ?? ''];
    const undone = to && (record.c !== undefined || handlerOf(guide.to, to.id) !== undefined);
    if (!undone || to.kind !== guide.from.nodes[record.n]?.kind) {
      guide.tell(
        'compensation',
        record.n,
        undefined,
        `Expected ${guide.to.key} to undo what was done at ${record.n} but it cannot`,
      );
      return record;
    }
    return { ...record, n: to.id, ...(record.c ? { c: guideFrozen(guide, record.c) } : {}) };
  });
}

/** The scope of a called procedure keeps its own version. */
function guideFrozen(guide: Guide, frozen: FrozenScope): FrozenScope {
  if (frozen.p !== undefined) return frozen;
  return { ...frozen, c: guideRecords(guide, frozen.c), d: guide.planned(frozen.d) ?? frozen.d };
}
