import type { FastifyRequest } from 'fastify';
import type { App, ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import { has } from './guard.ts';
import { cookieName, csrfMatches, readSession } from './sessions.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Before every request: who it is, whether the route is for them, and, when it changes something, that it comes from our
 * own pages (Origin and the session's CSRF token).
 */
export function authenticate(app: App, deps: ServerDeps): void {
  // biome-ignore lint/suspicious/noExplicitAny: fastify wants the value that requests without a session have.
  app.decorateRequest('me', undefined as any);
  app.addHook('onRequest', async (request) => {
    const { roles, public: open, formToken } = request.routeOptions.config;
    if (!roles && !open) return; // What the platform serves: health, description, web apps.
    const mutating = !reading.has(request.method);
    if (mutating && !(formToken && request.headers.origin === 'null'))
      demandOwnOrigin(request, deps.settings.publicUrl);
    if (!roles) return;
    const me = await readSession(deps, request.cookies[cookieName]);
    if (!me) throw new Problem(401, 'unauthenticated', '请先登录');
    if (mutating && !csrfMatches(me, request.headers['x-csrf-token'])) {
      throw new Problem(403, 'csrf', '页面已过期，请刷新后再试');
    }
    if (me.mustChangePassword && !request.routeOptions.url?.startsWith('/api/session')) {
      throw new Problem(403, 'must-change-password', '请先修改初始密码');
    }
    if (!has(me, ...roles)) throw new Problem(403, 'forbidden', '您没有权限进行这项操作');
    request.me = me;
  });
}

/** Browsers name the page that sent a request; programs need not. */
function demandOwnOrigin({ headers, host }: FastifyRequest, publicUrl: string): void {
  const { origin } = headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return;
  const page = URL.parse(origin);
  // Parsed alike, so that a default port that one of them names makes no difference.
  if (page && page.host === URL.parse(`${page.protocol}//${host}`)?.host) return;
  throw new Problem(403, 'foreign-origin', '请求不是从本系统的页面发出的');
}
