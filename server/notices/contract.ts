import { type Static, Type } from 'typebox';

/** GET /api/notices ; POST /api/notices/:id/read */
export const NoticeList = Type.Object({
  unread: Type.Integer(),
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      at: Type.String(),
      text: Type.String(),
      caseId: Type.Union([Type.String(), Type.Null()]),
      read: Type.Boolean(),
    }),
  ),
});
export type NoticeList = Static<typeof NoticeList>;
