import { Refusal } from '../../../engine/model/door.ts';
import type { BindingContext } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole, roleTitles } from '../../identity/guard.ts';
import { lockOrder, type OrderRow } from '../queries.ts';

/** The order that the procedure's variable `order` names, held until the transaction ends. */
export async function boundOrder({ trx, town, variables, field }: BindingContext): Promise<OrderRow> {
  if (typeof variables.order !== 'string') throw new Refusal('order-missing', '这一步之前没有填写过发令单', field);
  return lockOrder(trx, town, variables.order);
}

/** Who acted, for the timeline. */
export const teller = ({ actor }: BindingContext) => ({
  kind: 'person' as const,
  who: { name: actor.name, role: actingRole(actor.roles as readonly Role[]) },
});

/** 镇领导 王海涛: who approved, as letters name them. */
export function approverName({ actor }: BindingContext): string {
  const role = actor.roles.includes('leader') ? 'leader' : actor.roles.find((one) => one in roleTitles);
  return role ? `${roleTitles[role as Role]} ${actor.name}` : actor.name;
}
