import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Registry } from 'prom-client';
import type { App, ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import { createGauges } from './gauges.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * `GET /metrics` in the text format of Prometheus: with the token of `ONEDOOR_METRICS_TOKEN`, or without one for programs
 * of this machine that come directly. To everybody else there is no such page.
 */
export async function metricsRoutes(app: App, deps: ServerDeps): Promise<void> {
  const gauges = createGauges(deps);
  let reading: Promise<void> | undefined;
  app.get('/metrics', { schema: { hide: true }, config: { public: true } }, async (request, reply) => {
    if (!mayRead(request, deps.settings.metricsToken)) throw new Problem(404, 'not-found', '没有找到您要的内容');
    // However many ask at once, the database is asked once.
    reading ??= gauges.refresh().finally(() => {
      reading = undefined;
    });
    await reading;
    const registry = Registry.merge([deps.metrics.registry, gauges.registry]);
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}

function mayRead({ socket, headers }: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) return same(headers.authorization ?? '', `Bearer ${token}`);
  // Behind a proxy of this machine everybody comes from here; the proxy says for whom it asks.
  const forwarded = 'x-forwarded-for' in headers || 'forwarded' in headers || 'via' in headers;
  return !forwarded && loopback.test(socket.remoteAddress ?? '');
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected));
