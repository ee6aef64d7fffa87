/**
 * Why the process cannot start, in one line of Chinese for the person at the terminal: no stack trace is shown,
 * nothing has been touched, and the exit code is not zero.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
