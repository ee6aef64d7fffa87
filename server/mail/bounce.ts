import { addEvent } from '../cases/timeline.ts';
import type { Database, Trx } from '../db/schema.ts';
import { sendNotice } from '../notices/send.ts';
import { updateOrder } from '../orders/queries.ts';
import type { Base } from '../platform/deps.ts';
import type { MailRow } from './queries.ts';

/** What follows when a mail has arrived or never will: the order shows 邮件被退回 and the director is told. */
export function afterDelivery(deps: Base<Database>) {
  return async (trx: Trx, mail: MailRow, outcome: 'sent' | 'failed', now: Date): Promise<void> => {
    const { town_id: town, order_id: order, case_id: caseId } = mail;
    if (order) await updateOrder(trx, town, order, { bounced: outcome === 'failed' });
    if (outcome === 'sent') return;
    if (caseId)
      await addEvent(trx, deps, town, {
        case: caseId,
        at: now,
        kind: 'mail',
        who: null,
        text: `信函未能送达：${mail.subject}`,
        order,
      });
    await sendNotice(
      trx,
      town,
      {
        to: 'director',
        text: `信函未能送达：${mail.subject}，请换地址重发或打电话告知`,
        case: caseId,
        cause: `mail:${mail.mail_id}`,
      },
      now,
    );
  };
}
