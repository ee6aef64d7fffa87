import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Health } from '../health.ts';

const Ready = Type.Object({ ready: Type.Boolean(), checks: Type.Record(Type.String(), Type.Boolean()) });

/** `live`: the process answers. `ready`: database, migrations and workers are there. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  const hidden = { tags: ['health'], security: [] };
  app.get(
    '/health/live',
    { schema: { ...hidden, summary: '进程存活', response: { 200: Type.Object({ live: Type.Boolean() }) } } },
    async () => ({ live: true }),
  );
  app.get(
    '/health/ready',
    { schema: { ...hidden, summary: '可以服务', response: { 200: Ready, 503: Ready } } },
    async (_request, reply) => {
      const report = await health.report();
      return reply
        .status(report.ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(report);
    },
  );
}
