import { localIso } from '../calendar/zone.ts';
import type { TimelineItem } from '../cases/contract.ts';
import type { ServerDeps } from '../deps.ts';
import { has, type Me } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import { commentPlace, takeBackWithin } from './comments.ts';
import { listComments } from './queries.ts';

/** The comments of a case as lines of its timeline, newest first. The auditor sees that there are some, not what they say. */
export async function commentLines(
  deps: Pick<ServerDeps, 'database' | 'secrets' | 'clock'>,
  me: Me,
  caseId: string,
): Promise<TimelineItem[]> {
  const cipher = cipherOf(deps);
  const hidden = !has(me, 'desk', 'mediator', 'director', 'leader');
  const now = deps.clock.now().getTime();
  const rows = await listComments(deps.database, me.town, caseId);
  return rows.map((row) => {
    const own = row.author_id === me.id && row.text_enc !== null && now - row.at.getTime() <= takeBackWithin;
    return {
      ...{ id: row.comment_id, at: localIso(row.at), kind: 'comment' as const },
      ...{ who: row.author_name, role: row.author_role, attachments: [] },
      text: `${row.task_name ? `在“${row.task_name}”` : ''}${row.text_enc ? '留言' : '留言，已撤回'}`,
      detail: row.text_enc && !hidden ? cipher.open(row.text_enc, commentPlace(row.comment_id)) : null,
      ...(own ? { until: localIso(new Date(row.at.getTime() + takeBackWithin)) } : {}),
    };
  });
}
