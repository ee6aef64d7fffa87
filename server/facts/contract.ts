import { type Static, Type } from 'typebox';
import { Facts } from '../intake/contract.ts';

/** PUT /api/cases/:id/facts */
export const FactsCorrection = Type.Object(
  { facts: Facts, reason: Type.String({ minLength: 2, maxLength: 200 }) },
  { additionalProperties: false },
);
export type FactsCorrection = Static<typeof FactsCorrection>;
