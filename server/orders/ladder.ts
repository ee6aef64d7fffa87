import type { Procedure } from '../../engine/model/procedure.ts';
import { localIso } from '../calendar/zone.ts';
import type { OrderItem } from './contract.ts';
import type { RungRow } from './ladder.queries.ts';
import type { OrderStatus } from './lifecycle.ts';

const names = ['发出', '提醒', '催办', '督办', '通报'] as const;

/**
 * The ladder as it stands: for signing until the order is signed, for the result from then on. It begins anew with each
 * time the order goes out; rungs below the one that was reached count as taken.
 */
export function ladderOf(rungs: readonly RungRow[], status: OrderStatus): OrderItem['ladder'] {
  const issued = rungs.findLast(({ rung }) => rung === '发出');
  const phase = status === 'issued' || status === 'returning' ? 'sign' : 'result';
  const since = rungs.filter(
    (row) => issued && row.at >= issued.at && (row === issued || (row.rung !== '发出' && row.phase === phase)),
  );
  const reached = Math.max(...since.map(({ rung }) => names.indexOf(rung as (typeof names)[number])), -1);
  return names.map((name, index) => {
    const at = since.find(({ rung }) => rung === name)?.at;
    return {
      name,
      state: index < reached ? 'done' : index === reached ? 'now' : 'ahead',
      at: at ? localIso(at) : null,
    };
  });
}

/** What a timer of the procedure will do: the verb of the step that follows it. */
export function automaticAct(procedure: Procedure | undefined, element: string): string | undefined {
  const node = procedure?.nodes[element];
  const flow = node?.outgoing[0] === undefined ? undefined : procedure?.flows[node.outgoing[0]];
  const next = flow && procedure?.nodes[flow.target];
  return next?.job?.headers.rung ?? next?.name ?? node?.name;
}
