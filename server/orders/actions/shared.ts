import { Type } from 'typebox';

/** The order that a step is about. */
export const orderInput = Type.Object({ order: Type.String({ title: '交办单' }) });
export const nothing = Type.Object({});
/** Who tells in the timeline: the system itself. */
export const bySystem = { kind: 'system', who: null } as const;
