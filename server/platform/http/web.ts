import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';

/**
 * The built web apps: the mediators' at `/`, the administrators' at `/designer/`. An address that only the browser's
 * router knows gets the app's page.
 */
export async function serveWeb(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: dist,
    index: false,
    redirect: false,
    wildcard: true,
    allowedPath: (path) =>
      /^\/?(assets\/.*|(inbox|designer)\/index\.html|[\w-][\w.-]*\.(svg|ico|png|webmanifest|txt))$/.test(path),
    cacheControl: false,
    setHeaders: (reply, path) => {
      const named = path.startsWith(join(dist, 'assets')); // Names of assets hold a hash of what is in them.
      reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    if (!asksForPage(request)) throw new Problem(404, 'not-found', '没有找到您要的内容');
    const page = join(/^\/designer(\/|\?|$)/.test(request.url) ? 'designer' : 'inbox', 'index.html');
    if (!existsSync(join(dist, page))) throw new Problem(404, 'web-not-built', '网页尚未构建，请用 npm start 启动');
    return reply.header('cache-control', 'no-cache').sendFile(page);
  });
}

function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0]!;
  const own =
    /^\/(api|health|assets)(\/|$)/.test(path) ||
    /\.(html|js|css|map|json|txt|xml|svg|ico|png|jpg|woff2?|webmanifest|stamp)$/.test(path);
  return (method === 'GET' || method === 'HEAD') && !own && (headers.accept ?? '').includes('text/html');
}
