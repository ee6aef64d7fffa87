import { type Static, Type } from 'typebox';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

/** GET /api/appointments?from=&to=&view=upcoming|past */
export const AppointmentItem = Type.Object({
  id: Type.String(),
  caseId: Type.String(),
  caseNumber: Type.String(),
  title: Type.String(),
  level: Nullable(Type.Integer()),
  startsAt: Type.String(),
  endsAt: Type.String(),
  room: Type.String(),
  departments: Type.Array(Type.String()),
  persons: Type.Array(Type.String()),
  status: Type.Union([
    Type.Literal('planned'),
    Type.Literal('held'),
    Type.Literal('no-show'),
    Type.Literal('moved'),
    Type.Literal('cancelled'),
  ]),
  movedReason: Nullable(Type.String()),
});
export type AppointmentItem = Static<typeof AppointmentItem>;
export const AppointmentList = Type.Object({ items: Type.Array(AppointmentItem), rooms: Type.Array(Type.String()) });
export type AppointmentList = Static<typeof AppointmentList>;
/** POST /api/appointments/:id/move : a new time before the old one has come; the departments are written to again. */
export const AppointmentMove = Type.Object(
  {
    startsAt: Type.String({ format: 'date-time' }),
    endsAt: Type.String({ format: 'date-time' }),
    room: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  },
  { additionalProperties: false },
);
export type AppointmentMove = Static<typeof AppointmentMove>;
