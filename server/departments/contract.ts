import { type Static, Type } from 'typebox';

/** GET /api/departments */
export const Department = Type.Object({
  id: Type.String(),
  name: Type.String(),
  short: Type.String({ description: '人社局' }),
  email: Type.String(),
  contact: Type.String(),
  phone: Type.String({ description: 'masked for those who may not see it' }),
  scope: Type.String({ description: '欠薪、工伤、社保' }),
  recent: Type.Boolean(),
  open: Type.Integer({ description: 'orders that await this department' }),
});
export type Department = Static<typeof Department>;
