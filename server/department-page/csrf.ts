import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../platform/secrets.ts';

/** The token of a form: only who was shown the page of this link has it. */
export function formToken({ secrets }: { readonly secrets: Secrets }, link: string): string {
  return createHmac('sha256', secrets.key('department-form')).update(link).digest('base64url');
}

export function isFormToken(deps: { readonly secrets: Secrets }, link: string, given: unknown): boolean {
  const expected = Buffer.from(formToken(deps, link));
  const came = Buffer.from(typeof given === 'string' ? given : '');
  return came.length === expected.length && timingSafeEqual(came, expected);
}
