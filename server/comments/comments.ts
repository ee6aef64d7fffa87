import type { Static } from 'typebox';
import { record } from '../audit/record.ts';
import { demandCase, demandOpenCase } from '../cases/find.ts';
import type { ServerDeps } from '../deps.ts';
import { nothing, type Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me, signatureOf } from '../identity/guard.ts';
import { demandTask } from '../inbox/task-id.ts';
import { liveOf } from '../live/hub.ts';
import { cipherOf } from '../parties/cipher.ts';
import { uuidv7 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { CommentAdded, CommentNew } from './contract.ts';
import { blankComment, findComment, insertComment } from './queries.ts';

/** How long its author may take a comment back, in milliseconds. */
export const takeBackWithin = 10 * 60_000;

export const commentPlace = (id: string) => ({ field: 'case_comment.text', row: id });

/** Says something to the colleagues who may see the case. What is said stands: it is never edited. */
export async function addComment(
  deps: ServerDeps,
  me: Me,
  caseId: string,
  { text, task }: CommentNew,
  repeat: Repeat,
): Promise<Static<typeof CommentAdded>> {
  const { database, clock } = deps;
  const { number } = await demandOpenCase(deps, me.town, caseId);
  const step = task === undefined ? undefined : await demandTask(deps, me, task);
  if (step && step.business_key !== caseId)
    throw new Problem(422, 'task-of-another-case', '这项任务不是本案的', { field: '/task' });
  const at = clock.now();
  const id = uuidv7(at);
  const { name, role } = signatureOf(me);
  await database.transaction().execute(async (trx) => {
    await repeat.keep(trx, at, { status: 200, text: JSON.stringify({ id }) });
    await insertComment(trx, {
      ...{ town_id: me.town, case_id: caseId, comment_id: id, task_name: step?.name ?? null },
      ...{ author_id: me.id, author_name: name, author_role: role, at, deleted_at: null },
      text_enc: cipherOf(deps).seal(text.trim(), commentPlace(id)),
    });
    await record(trx, me.town, {
      ...{ at, by: actorOf(me), action: 'comment.add', object: number },
      details: { comment: id, task: task ?? null },
    });
  });
  liveOf(deps).publish(me.town, { topic: 'case', id: caseId });
  return { id };
}

/** Takes one's own words back within ten minutes. That there were some, whose and when, stays in the timeline. */
export async function takeBackComment(deps: ServerDeps, me: Me, id: string, repeat: Repeat): Promise<void> {
  const { database, clock } = deps;
  const found = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)
    ? await findComment(database, me.town, id)
    : undefined;
  if (!found) throw new Problem(404, 'comment-not-found', '没有找到这条留言');
  if (found.author_id !== me.id) throw new Problem(403, 'comment-not-yours', '只能撤回自己的留言');
  const now = clock.now();
  if (found.deleted_at) throw new Problem(409, 'comment-gone', '这条留言已经撤回');
  if (now.getTime() - found.at.getTime() > takeBackWithin)
    throw new Problem(409, 'comment-stands', '留言超过 10 分钟，不能再撤回');
  const { number } = await demandCase(deps, me.town, found.case_id);
  await database.transaction().execute(async (trx) => {
    await repeat.keep(trx, now, nothing);
    if (!(await blankComment(trx, me.town, id, now))) throw new Problem(409, 'comment-gone', '这条留言已经撤回');
    await record(trx, me.town, {
      ...{ at: now, by: actorOf(me), action: 'comment.take-back', object: number },
      details: { comment: id },
    });
  });
  liveOf(deps).publish(me.town, { topic: 'case', id: found.case_id });
}
