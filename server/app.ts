import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { appointmentRoutes } from './appointments/routes.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { commentRoutes } from './comments/routes.ts';
import { paperRoutes } from './department-page/paper.ts';
import { departmentPage } from './department-page/routes.ts';
import { departmentRoutes } from './departments/routes.ts';
import type { App, ServerDeps } from './deps.ts';
import { documentRoutes } from './documents/routes.ts';
import { factRoutes } from './facts/routes.ts';
import { repeatable } from './idempotency/hooks.ts';
import { authenticate } from './identity/authenticate.ts';
import { demandAccess } from './identity/guard.ts';
import { identityRoutes } from './identity/routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { deliverMail } from './mail/delivery.ts';
import { mailRoutes } from './mail/routes.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { operationsRoutes } from './operations/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { createHttp } from './platform/http/index.ts';
import { Problem } from './platform/problem.ts';
import { procedureRoutes } from './procedures/routes.ts';
import { townRoutes } from './towns/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** A whole office shares one address, so the general limit is wide; signing in and links have their own. */
const perMinute = 6000;

/** The HTTP application: the platform's server with every route of the domain, registered one by one. */
export async function buildApp(deps: ServerDeps): Promise<FastifyInstance> {
  const app = (await createHttp(deps)) as unknown as App;
  // JSON or, where a route says so, multipart: a form of another site can send neither without our token.
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Problem(429, 'too-many-requests', '操作过于频繁，请稍后再试'),
  });
  await app.register(multipart, {
    limits: { fileSize: 20 * 1024 * 1024, files: 10, fields: 20, fieldSize: 64 * 1024, headerPairs: 50 },
  });
  demandAccess(app);
  authenticate(app, deps);
  repeatable(app, deps);
  await identityRoutes(app, deps);
  await townRoutes(app, deps);
  await intakeRoutes(app, deps);
  await caseRoutes(app, deps);
  await commentRoutes(app, deps);
  await factRoutes(app, deps);
  await attachmentRoutes(app, deps);
  await calendarRoutes(app, deps);
  await inboxRoutes(app, deps);
  await appointmentRoutes(app, deps);
  await orderRoutes(app, deps);
  await departmentRoutes(app, deps);
  await documentRoutes(app, deps);
  await mailRoutes(app, deps);
  await noticeRoutes(app, deps);
  await liveRoutes(app, deps);
  await catalogueRoutes(app, deps);
  await procedureRoutes(app, deps);
  await operationsRoutes(app, deps);
  await webhookRoutes(app, deps);
  await departmentPage(app, deps);
  await paperRoutes(app, deps);
  await auditRoutes(app, deps);
  await metricsRoutes(app, deps);
  deliverMail(app, deps);
  return app as unknown as FastifyInstance;
}
