import { type Static, Type } from 'typebox';

/** GET /api/front-door : what the login page says before anybody is known; empty where several towns share a server. */
export const FrontDoor = Type.Object({
  centre: Type.Union([Type.String(), Type.Null()]),
  dutyPhone: Type.Union([Type.String(), Type.Null()]),
  hours: Type.Union([Type.String({ description: '周一至周五 8:30–12:00、14:30–17:30' }), Type.Null()]),
});
export type FrontDoor = Static<typeof FrontDoor>;
