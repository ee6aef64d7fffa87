import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { type ApiDescription, apiPage } from './api-page.ts';

/** The description of the interface: `/api/openapi.json`, and as a page `/api/docs`. Register before the routes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '一扇门 接口', description: '基层矛盾纠纷“一站式”化解平台的接口说明', version },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'onedoor_session' } } },
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  const page = () => apiPage(app.swagger() as unknown as ApiDescription);
  app.get('/api/docs', { schema: { hide: true }, config: { public: true } }, async (_, reply) =>
    reply.type('text/html; charset=utf-8').send(page()),
  );
}
