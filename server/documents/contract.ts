import { type Static, Type } from 'typebox';

/** GET /api/cases/:id/documents ; each prints at GET /api/documents/:id (text/html). */
export const DocumentItem = Type.Object({ id: Type.String(), title: Type.String(), at: Type.String() });
export type DocumentItem = Static<typeof DocumentItem>;
