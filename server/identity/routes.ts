import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { record } from '../audit/record.ts';
import type { App, ServerDeps } from '../deps.ts';
import { nothing } from '../idempotency/repeat.ts';
import { Problem } from '../platform/problem.ts';
import { findTown } from '../towns/queries.ts';
import { ChangePassword, Login, Me as MeView, Person, Role } from './contract.ts';
import { actorOf, everyRole, type Me, route } from './guard.ts';
import { logIn } from './login.ts';
import { checkPassword, demandStrongPassword, hashPassword } from './password.ts';
import { endOtherSessions, findAccounts, listPeople, setPassword } from './queries.ts';
import { closeSession, cookieName, readSession } from './sessions.ts';

const Nothing = Type.Null();

/** Signing in and out, and the colleagues of the town. */
export async function identityRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { database, clock, settings } = deps;
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
  } as const;
  const drop = (reply: FastifyReply) => reply.clearCookie(cookieName, cookie);

  app.post(
    '/api/session',
    {
      ...route({ summary: '登录', body: Login, response: { 200: MeView } }, { public: true }),
      config: { public: true, rateLimit: { max: 120, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const value = await logIn(deps, request.body, request.ip);
      await closeSession(deps, request.cookies[cookieName]);
      reply.setCookie(cookieName, value, cookie).header('cache-control', 'no-store');
      const me = await readSession(deps, value);
      if (!me) throw new Error('Expected the session that was just opened but there is none');
      return view(deps, me);
    },
  );

  app.get(
    '/api/session',
    route({ summary: '当前登录人', response: { 200: MeView } }, { roles: everyRole }),
    async ({ me }, reply) => {
      reply.header('cache-control', 'no-store');
      return view(deps, me);
    },
  );

  app.delete(
    '/api/session',
    route({ summary: '退出登录', response: { 204: Nothing } }, { roles: everyRole }),
    async ({ me, cookies }, reply) => {
      await closeSession(deps, cookies[cookieName]);
      await database
        .transaction()
        .execute((trx) => record(trx, me.town, { at: clock.now(), by: actorOf(me), action: 'session.logout' }));
      return drop(reply).status(204).send(null);
    },
  );

  app.post(
    '/api/session/password',
    route({ summary: '修改密码', body: ChangePassword, response: { 204: Nothing } }, { roles: everyRole }),
    async ({ me, body, repeat }, reply) => {
      const [account] = await findAccounts(database, me.login, me.town);
      if (!(await checkPassword(account?.passwordHash, body.current))) {
        throw new Problem(422, 'wrong-password', '当前密码不正确', { field: '/current' });
      }
      demandStrongPassword(body.next, me.login);
      const hash = await hashPassword(body.next);
      const now = clock.now();
      await database.transaction().execute(async (trx) => {
        await repeat.keep(trx, now, nothing);
        await setPassword(trx, me.town, me.id, hash);
        await endOtherSessions(trx, me.town, me.id, me.session, now);
        await record(trx, me.town, { at: now, by: actorOf(me), action: 'session.password' });
      });
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/api/people',
    route(
      {
        summary: '本镇人员',
        querystring: Type.Object({ role: Type.Optional(Role) }, { additionalProperties: false }),
        response: { 200: Type.Array(Person) },
      },
      { roles: everyRole },
    ),
    async ({ me, query }) => listPeople(database, me.town, query.role),
  );
}

async function view({ database }: ServerDeps, me: Me) {
  const town = await findTown(database, me.town);
  if (!town) throw new Error(`Expected town ${me.town} but it does not exist`);
  const { id, login, name, roles, csrf, mustChangePassword } = me;
  return {
    ...{ id, login, name, csrf, mustChangePassword, roles: [...roles] },
    town: { id: town.id, name: town.name, centre: town.centre, dutyPhone: town.dutyPhone },
  };
}
