import { cipherOf } from '../parties/cipher.ts';
import type { Secrets } from '../platform/secrets.ts';

export type OrderField =
  | 'reason'
  | 'request'
  | 'opinion'
  | 'signed_by'
  | 'result'
  | 'verdict'
  | 'return'
  | 'extension'
  | 'ruling';

interface WithSecrets {
  readonly secrets: Secrets;
}

/** Seals what somebody typed on an order. `no` tells apart the several returns and extensions of one order. */
export function sealField(deps: WithSecrets, order: string, field: OrderField, text: string, no?: number): Buffer {
  return cipherOf(deps).seal(text, place(order, field, no));
}

export function openField(deps: WithSecrets, order: string, field: OrderField, sealed: Buffer, no?: number): string {
  return cipherOf(deps).open(sealed, place(order, field, no));
}

/** The same, for columns that may be empty. */
export function openOptional(
  deps: WithSecrets,
  order: string,
  field: OrderField,
  sealed: Buffer | null,
  no?: number,
): string | null {
  return sealed && openField(deps, order, field, sealed, no);
}

const place = (order: string, field: OrderField, no?: number) => ({
  field: `dispatch_order.${field}`,
  row: no === undefined ? order : `${order}/${no}`,
});
