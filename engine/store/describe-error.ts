/**
 * An error in the words of an incident that an administrator reads. Messages of the database may quote values that
 * citizens gave: their code stands for them.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `Expected the action to succeed but it threw a ${typeof error}`;
  if ('severity' in error)
    return `Expected the action to succeed but the database refused with ${'code' in error ? error.code : 'no code'}`;
  return error.message.replaceAll('\u0000', '').slice(0, 500).toWellFormed();
}
