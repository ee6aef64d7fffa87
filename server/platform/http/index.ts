import { join } from 'node:path';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Base } from '../deps.ts';
import { observeHttp } from '../metrics.ts';
import { answerErrors } from './errors.ts';
import { healthRoutes } from './health.ts';
import { describeApi } from './openapi.ts';
import { secureHeaders } from './secure-headers.ts';
import { traceHttp } from './trace.ts';
import { serveWeb } from './web.ts';

/** Where `vite build` puts the web apps. */
export const dist = join(import.meta.dirname, '../../../dist');

/**
 * The HTTP server without any domain: errors as problems, security headers, health, the interface's description and
 * the web apps. `server/app.ts` registers the routes on it. 1 MB a body; routes that take files set their own limit.
 */
export async function createHttp(
  { settings, logger, health, metrics }: Pick<Base, 'settings' | 'logger' | 'health'> & Partial<Pick<Base, 'metrics'>>,
  web = dist,
) {
  const secure = settings.publicUrl.startsWith('https:');
  const app = Fastify({
    loggerInstance: logger,
    // The address of a request may hold a token; the route's pattern does not.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: secure ? 'loopback' : false,
    forceCloseConnections: 'idle',
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  traceHttp(app as unknown as FastifyInstance);
  answerErrors(app as unknown as FastifyInstance);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'request');
  });
  if (metrics) observeHttp(metrics, app as unknown as FastifyInstance);
  secureHeaders(app as unknown as FastifyInstance, secure);
  await describeApi(app as unknown as FastifyInstance, '0.1.0');
  healthRoutes(app as unknown as FastifyInstance, health);
  await serveWeb(app as unknown as FastifyInstance, web);
  return app;
}
