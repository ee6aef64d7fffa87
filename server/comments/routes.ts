import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { caseWorkers, route } from '../identity/guard.ts';
import { addComment, takeBackComment } from './comments.ts';
import { CommentAdded, CommentNew } from './contract.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** 留言: said at a case or at one of its steps, read in the case's timeline. */
export async function commentRoutes(app: App, deps: ServerDeps): Promise<void> {
  const access = { roles: caseWorkers };
  app.post(
    '/api/cases/:id/comments',
    route({ summary: '留言', params: Id, body: CommentNew, response: { 200: CommentAdded } }, access),
    async ({ me, params, body, repeat }) => addComment(deps, me, params.id, body, repeat),
  );
  app.delete(
    '/api/comments/:id',
    route({ summary: '撤回留言', params: Id, response: { 204: Type.Null() } }, access),
    async ({ me, params, repeat }, reply) => {
      await takeBackComment(deps, me, params.id, repeat);
      return reply.status(204).send(null);
    },
  );
}
