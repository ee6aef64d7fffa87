import { Type } from 'typebox';
import { localIso } from '../calendar/zone.ts';
import type { App, ServerDeps } from '../deps.ts';
import { everyRole, route } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { NoticeList } from './contract.ts';
import { countUnread, listNotices, markRead } from './queries.ts';

const shown = 50;

/** One's own notices. */
export async function noticeRoutes(app: App, { database, clock }: ServerDeps): Promise<void> {
  app.get(
    '/api/notices',
    route({ summary: '通知', response: { 200: NoticeList } }, { roles: everyRole }),
    async ({ me }) => {
      const [rows, unread] = await Promise.all([
        listNotices(database, me.town, me.id, shown),
        countUnread(database, me.town, me.id),
      ]);
      return {
        unread,
        items: rows.map((row) => ({
          id: row.notice_id,
          at: localIso(row.at),
          text: row.text,
          caseId: row.case_id,
          read: row.read_at !== null,
        })),
      };
    },
  );
  app.post(
    '/api/notices/:id/read',
    route(
      {
        summary: '通知已读',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        response: { 204: Type.Null() },
      },
      { roles: everyRole },
    ),
    async ({ me, params }, reply) => {
      const known =
        /^[\da-f-]{36}$/i.test(params.id) && (await markRead(database, me.town, me.id, params.id, clock.now()));
      if (!known) throw new Problem(404, 'notice-not-found', '没有找到这条通知');
      return reply.status(204).send(null);
    },
  );
}
