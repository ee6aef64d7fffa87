import type { Static } from 'typebox';
import { record } from '../audit/record.ts';
import { localIso } from '../calendar/zone.ts';
import type { App, ServerDeps } from '../deps.ts';
import { actorOf, caseWorkers, route } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { MailHold, MailRelease, MailReleased } from './contract.ts';
import { countHeld, findHold, liftHold, settleHeld } from './hold.queries.ts';

/** What is held back since a restore, and its release by an administrator. */
export function holdRoutes(app: App, { database, clock }: ServerDeps): void {
  app.get(
    '/api/mails/hold',
    route({ summary: '信函是否暂缓发送', response: { 200: MailHold } }, { roles: [...caseWorkers, 'admin'] }),
    async ({ me }) => {
      const hold = await findHold(database, me.town);
      const { marked, since } = hold ? await countHeld(database, me.town) : { marked: 0, since: 0 };
      const view: Static<typeof MailHold> = {
        held: hold !== undefined,
        since: hold ? localIso(hold.since) : null,
        reason: hold?.reason ?? null,
        asOf: hold?.as_of ? localIso(hold.as_of) : null,
        mails: marked,
        newer: since,
      };
      return view;
    },
  );

  app.post(
    '/api/mails/hold/release',
    route({ summary: '恢复发信', body: MailRelease, response: { 200: MailReleased } }, { roles: ['admin'] }),
    async ({ me, body }) =>
      database.transaction().execute(async (trx) => {
        const now = clock.now();
        if (!(await liftHold(trx, me.town))) throw new Problem(409, 'mail-not-held', '信函没有暂缓发送，不用恢复');
        const mails = await settleHeld(trx, me.town, body.mails, now);
        const details = { mails, how: body.mails };
        await record(trx, me.town, { at: now, by: actorOf(me), action: 'mail.release', details });
        return { mails };
      }),
  );
}
