import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { route } from '../identity/guard.ts';
import { FactsCorrection } from './contract.ts';
import { correctFacts } from './correct.ts';

/** Correcting what is known of a case. */
export async function factRoutes(app: App, deps: ServerDeps): Promise<void> {
  app.put(
    '/api/cases/:id/facts',
    route(
      {
        summary: '更正案件事实',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        body: FactsCorrection,
        response: { 204: Type.Null() },
      },
      { roles: ['desk', 'mediator', 'director'] },
    ),
    async ({ me, params, body, repeat }, reply) => {
      await correctFacts(deps, me, params.id, body, repeat);
      return reply.status(204).send(null);
    },
  );
}
