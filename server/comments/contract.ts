import { type Static, Type } from 'typebox';

/** POST /api/cases/:id/comments : `task` is the id of the step it is written at. */
export const CommentNew = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
    task: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);
export type CommentNew = Static<typeof CommentNew>;

export const CommentAdded = Type.Object({ id: Type.String() });
