/** SQLSTATEs after which the same transaction may well succeed: serialization, deadlock, lock timeout. */
const contention = new Set(['40001', '40P01', '55P03']);
/** What node reports when there is no server at the other end. */
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The transaction lost against another one and was rolled back. */
export const isContention = (error: unknown): boolean => contention.has(codeOf(error));

/** An earlier error that somebody swallowed has ended the transaction; this statement is not to blame. */
export const isAborted = (error: unknown): boolean => codeOf(error) === '25P02';

/** Somebody else inserted the same key first. */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === '23505';

/** The connection broke or went silent, or the server is going away (08xxx, 57P0x): what was sent last may or may not have happened. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (/^08|^57P0/.test(code) || code === '25P03' || network.has(code)) return true;
  return (
    error instanceof Error &&
    code === '' &&
    /^(Connection terminated|Client has encountered|Client was closed|timeout exceeded when trying to connect|Connection ended|Query read timeout)/.test(
      error.message,
    )
  );
}

/** 50 ms, 100 ms … 3.2 s: a restarted database is back within 1.6 to 2.6 s. */
export const pauseBefore = (attempt: number): number => 50 * 2 ** Math.min(attempt, 6);
