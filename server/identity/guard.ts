import type { FastifyContextConfig, FastifyInstance, FastifySchema } from 'fastify';
import type { Role } from './contract.ts';

/** Who may call a route: these roles of the town, or everybody. `computes`: it answers a question and keeps nothing. */
export type Access = { readonly roles: readonly Role[]; readonly computes?: true } | { readonly public: true };

/** The signed-in person of a request. */
export interface Me {
  /** Account id. */
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly town: number;
  readonly roles: readonly Role[];
  readonly mustChangePassword: boolean;
  /** Hash of the session, as it is stored. */
  readonly session: Buffer;
  /** What a mutation must carry in `x-csrf-token`. */
  readonly csrf: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    roles?: readonly Role[];
    public?: boolean;
    /** Its forms carry a token of their own; a page without referrer sends them from the origin “null”. */
    formToken?: boolean;
  }
  interface FastifyRequest {
    /** Of routes with roles; reading it on a public route throws. */
    me: Me;
  }
}

export const everyRole: readonly Role[] = ['desk', 'mediator', 'director', 'leader', 'admin', 'auditor'];
/** Those who work on cases. */
export const caseWorkers: readonly Role[] = ['desk', 'mediator', 'director', 'leader'];
/** Those who may see cases: the auditor masked and read-only. */
export const caseReaders: readonly Role[] = [...caseWorkers, 'auditor'];

/**
 * Options of a route: its schema and who may call it. `app.get('/api/x', route({ response: { 200: X } }, { roles: ['desk'] }), handler)`.
 * A route under /api that is registered without is refused at boot.
 */
export function route<Schema extends FastifySchema & { summary: string }>(
  schema: Schema,
  access: Access,
): { schema: Schema; config: FastifyContextConfig } {
  // The description of the interface says it too; the matrix of routes, roles and towns is tested from there.
  const described =
    'roles' in access
      ? { 'x-roles': [...access.roles], ...(access.computes ? { 'x-computes': true } : {}) }
      : { 'x-public': true, security: [] };
  return { schema: { ...schema, ...described }, config: { ...access } };
}

/** Refuses, at boot, any later route that does not say who may call it. */
export function demandAccess(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.public === true || (config?.roles?.length ?? 0) > 0) return;
    throw new Error(`Expected route ${String(method)} ${url} to declare its roles or to be public but it does neither`);
  });
}

/** Whether the person has one of the roles. */
export const has = (me: Pick<Me, 'roles'>, ...roles: readonly Role[]): boolean =>
  roles.some((role) => me.roles.includes(role));

/** Titles of the roles, for people. */
export const roleTitles: Readonly<Record<Role, string>> = {
  desk: '首问责任人',
  mediator: '调解员',
  director: '中心主任',
  leader: '镇领导',
  admin: '管理员',
  auditor: '审计员',
};

/** 刘志强（调解员）: the role that comes first of those one acts in. */
export function actingRole(roles: readonly Role[]): string | null {
  const order: readonly Role[] = ['leader', 'director', 'mediator', 'desk', 'admin', 'auditor'];
  const first = order.find((role) => roles.includes(role));
  return first ? roleTitles[first] : null;
}

/** The signed-in person as the one who acts. */
export const actorOf = (me: Pick<Me, 'id' | 'name'>) => ({ kind: 'user', id: me.id, name: me.name }) as const;

/** Name and role as the timeline shows them. */
export const signatureOf = (me: Pick<Me, 'name' | 'roles'>) => ({ name: me.name, role: actingRole(me.roles) });
