import { type DepartmentRow, findDepartment } from '../departments/queries.ts';
import type { ServerDeps } from '../deps.ts';
import { awaitedMessages } from '../orders/ladder.queries.ts';
import { isClosed } from '../orders/lifecycle.ts';
import { findLink, type LinkRow } from '../orders/links.queries.ts';
import { parseToken } from '../orders/links.ts';
import { findOrder, type OrderRow } from '../orders/queries.ts';

/** A department that answers, by itself or through one of us who has its paper in hand. */
export interface Answering {
  readonly town: number;
  readonly order: OrderRow;
  readonly department: DepartmentRow;
  /** Messages of the order that somebody waits for: what can be done now. */
  readonly awaited: ReadonlySet<string>;
  /** Whoever registers the department's paper, and the scans of it (attachments of the case). */
  readonly clerk?: { readonly id: string; readonly name: string; readonly scans: readonly string[] };
}

/** A link that works: who holds it, for which order, and what its procedure waits for. */
export interface OpenLink extends Answering {
  readonly link: LinkRow;
}

/** A link that once worked. */
export interface PastLink {
  readonly town: number;
  readonly gone: 'closed' | 'revoked';
  readonly order: OrderRow;
}

/** What a token opens; undefined when nobody was ever given it. */
export async function openLink(
  { database }: Pick<ServerDeps, 'database'>,
  token: string,
): Promise<OpenLink | PastLink | undefined> {
  const parsed = parseToken(token);
  const link = parsed && (await findLink(database, parsed.town, parsed.hash));
  if (!parsed || !link) return undefined;
  const { town } = parsed;
  const order = await findOrder(database, town, link.order_id);
  const department = order && (await findDepartment(database, town, order.department_id));
  if (!order || !department) return undefined;
  if (isClosed(order.status)) return { town, gone: 'closed', order };
  if (link.revoked_at) return { town, gone: 'revoked', order };
  return { town, link, order, department, awaited: await awaitedMessages(database, town, order.order_id) };
}
