import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { caseReaders, route } from '../identity/guard.ts';
import { OrderList, OrderStarted, OrderView, Readdress } from './contract.ts';
import { orderView } from './detail.ts';
import { boardCounts, boardPage } from './queries.ts';
import { readdressOrder } from './readdress.ts';
import { startOrder } from './start.ts';
import { orderItems } from './view.ts';

const pageSize = 50;
const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Query = Type.Object(
  {
    view: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('late'), Type.Literal('closed')])),
    department: Type.Optional(Type.String({ maxLength: 40 })),
    q: Type.Optional(Type.String({ maxLength: 60 })),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);

/** The board of orders, one order, issuing one and sending its link again. */
export async function orderRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { database, clock } = deps;
  app.get(
    '/api/orders',
    route({ summary: '交办单看板', querystring: Query, response: { 200: OrderList } }, { roles: caseReaders }),
    async ({ me, query }) => {
      const now = clock.now();
      const page = {
        view: query.view ?? ('open' as const),
        department: query.department,
        text: query.q?.trim() || undefined,
        now,
        after: query.cursor ? placeOf(query.cursor) : undefined,
        limit: pageSize + 1,
      };
      const [rows, counts] = await Promise.all([
        boardPage(database, me.town, page),
        boardCounts(database, me.town, now),
      ]);
      const shown = rows.slice(0, pageSize);
      const last = shown.at(-1);
      return {
        items: await orderItems(deps, me, shown),
        next: rows.length > pageSize && last ? cursorOf(last.place) : null,
        counts: { ...counts },
      };
    },
  );
  app.get(
    '/api/orders/:id',
    route({ summary: '交办单', params: Id, response: { 200: OrderView } }, { roles: caseReaders }),
    async ({ me, params }) => orderView(deps, me, params.id),
  );
  app.post(
    '/api/cases/:id/orders',
    route({ summary: '发起交办单', params: Id, response: { 200: OrderStarted } }, { roles: ['mediator', 'director'] }),
    async ({ me, params, repeat }) => startOrder(deps, me, params.id, repeat.key),
  );
  app.post(
    '/api/orders/:id/links',
    route(
      { summary: '改地址重发，原链接作废', params: Id, body: Readdress, response: { 204: Type.Null() } },
      { roles: ['mediator', 'director', 'desk'] },
    ),
    async ({ me, params, body, repeat }, reply) => {
      await readdressOrder(deps, me, params.id, body, repeat);
      return reply.status(204).send(null);
    },
  );
}

type Place = readonly [group: number, due: string, id: string];

const cursorOf = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url');

/** A cursor that is not one of ours begins at the start. */
function placeOf(cursor: string): Place | undefined {
  try {
    const [group, due, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const right =
      Number.isInteger(group) &&
      typeof due === 'string' &&
      /^(infinity|[\d: .+-]{10,40})$/.test(due) &&
      typeof id === 'string' &&
      /^[\da-f-]{36}$/.test(id);
    return right ? [group as number, due, id] : undefined;
  } catch {
    return undefined;
  }
}
