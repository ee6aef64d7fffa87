import { type Static, Type } from 'typebox';

export const Role = Type.Union(
  [
    Type.Literal('desk'),
    Type.Literal('mediator'),
    Type.Literal('director'),
    Type.Literal('leader'),
    Type.Literal('admin'),
    Type.Literal('auditor'),
  ],
  {
    description:
      '首问责任人 desk · 调解员 mediator · 中心主任 director · 镇领导 leader · 管理员 admin · 审计员 auditor',
  },
);
export type Role = Static<typeof Role>;

/** POST /api/session */
export const Login = Type.Object(
  { login: Type.String({ minLength: 1, maxLength: 64 }), password: Type.String({ minLength: 1, maxLength: 256 }) },
  { additionalProperties: false },
);
export type Login = Static<typeof Login>;

/** GET /api/session, and the answer of POST. `csrf` goes into the header `x-csrf-token` of every mutation. */
export const Me = Type.Object({
  id: Type.String(),
  login: Type.String(),
  name: Type.String(),
  roles: Type.Array(Role),
  town: Type.Object({ id: Type.Integer(), name: Type.String(), centre: Type.String(), dutyPhone: Type.String() }),
  csrf: Type.String(),
  mustChangePassword: Type.Boolean(),
});
export type Me = Static<typeof Me>;

/** POST /api/session/password */
export const ChangePassword = Type.Object(
  { current: Type.String({ maxLength: 256 }), next: Type.String({ minLength: 1, maxLength: 256 }) },
  { additionalProperties: false },
);
export type ChangePassword = Static<typeof ChangePassword>;

/** GET /api/people?role= : colleagues of the town that a task can be transferred to or an appointment can name. */
export const Person = Type.Object({
  id: Type.String(),
  name: Type.String(),
  roles: Type.Array(Role),
  unit: Type.Union([Type.String(), Type.Null()]),
});
export type Person = Static<typeof Person>;
