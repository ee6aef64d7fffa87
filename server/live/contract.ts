import { type Static, Type } from 'typebox';

/** GET /api/live (text/event-stream): what changed, for the pages to fetch again. Carries ids only. */
export const LiveEvent = Type.Object({
  topic: Type.Union([
    Type.Literal('tasks'),
    Type.Literal('case'),
    Type.Literal('order'),
    Type.Literal('mail'),
    Type.Literal('notice'),
    Type.Literal('procedure'),
  ]),
  id: Type.Optional(Type.String()),
});
export type LiveEvent = Static<typeof LiveEvent>;
