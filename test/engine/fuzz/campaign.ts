import type fc from 'fast-check';

/** Kinds of inputs that a part of the engine is given, and what it has to make of each of them. */
export interface Campaign<T> {
  readonly inputs: fc.Arbitrary<T>;
  /**
   * Gives the input to the engine and tells which way it ended: a list of problems, a rejection, an incident … Throws when
   * it ended in none of the ways that the engine promises.
   */
  check(input: T): string | Promise<string>;
}

/** Infers the type of the inputs from the arbitrary. */
export const campaign = <T>(inputs: fc.Arbitrary<T>, check: Campaign<T>['check']): Campaign<T> => ({ inputs, check });

/** Which inputs to run: numbers 1 to `runs` of a seed. */
export interface Assignment {
  /** File of the campaign, a file: URL; it is the default export. */
  readonly campaign: string;
  readonly seed: number;
  readonly runs: number;
  /** Milliseconds of CPU for one input. */
  readonly cpu: number;
  /** Shared with the watchdog: number of the input under way, and of the first that failed (0: none). */
  readonly at: Int32Array;
}

/** What became of the inputs of a campaign. */
export interface Tally {
  /** How many ended which way. */
  readonly ways: Readonly<Record<string, number>>;
  /** The input that took most, and its milliseconds of CPU. */
  readonly slowest: { readonly at: number; readonly cpu: number };
}

/** `stumbled` is told at once; when the input has been made smaller, `failed` follows. */
export type FromWorker = { readonly tally: Tally } | { readonly stumbled: string } | { readonly failed: string };
