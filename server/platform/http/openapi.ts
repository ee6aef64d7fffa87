import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** The description of the interface: `/api/openapi.json`, and as a page `/api/docs`. Register before the routes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '一扇门 接口', description: '基层矛盾纠纷“一站式”化解平台的接口说明', version },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'onedoor_session' } } },
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { url: '/api/openapi.json', docExpansion: 'list', validatorUrl: null },
    theme: {
      title: '一扇门 接口说明',
      // The bar only offers to open other people's descriptions.
      css: [{ filename: 'onedoor.css', content: '.swagger-ui .topbar { display: none }' }],
    },
    staticCSP: true,
    // Its own policy names other hosts; scripts need nothing but its files, and its icons write inline styles.
    transformStaticCSP: () =>
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'",
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
