/**
 * A “no” that is the caller's fault; nothing was changed.
 * not-found: no such task, job, timer …; conflict: it is no longer in a state that takes this command (`allowed` lists
 * what it does take); invalid: the command itself is wrong; forbidden: not this person; budget: over a limit.
 */
export interface Rejection {
  readonly rejected: true;
  readonly code: 'not-found' | 'conflict' | 'invalid' | 'forbidden' | 'budget';
  /** “Expected … but …”, naming the ids. */
  readonly message: string;
  readonly allowed?: readonly string[];
}

export const reject = (code: Rejection['code'], message: string, allowed?: readonly string[]): Rejection =>
  allowed ? { rejected: true, code, message, allowed } : { rejected: true, code, message };

/** How a rejection reaches the callers of the engine's asynchronous door. */
export class Rejected extends Error {
  readonly code: Rejection['code'];
  readonly allowed: readonly string[];
  constructor(rejection: Rejection) {
    super(rejection.message);
    this.name = 'Rejected';
    this.code = rejection.code;
    this.allowed = rejection.allowed ?? [];
  }
}
