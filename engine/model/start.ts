import type { Expression } from './expression.ts';

/**
 * By what an instance of a procedure can begin. Only the newest version of a process waits for these, outside any
 * instance; when one comes, `start` is given its `element` as `event` and what it brought as `variables`.
 */
export type StartSubscription = {
  readonly element: string;
  /** Which of the element's definitions it is; with `all`, an instance begins when every one of them has come. */
  readonly index: number;
  readonly all: boolean;
} & (
  | { readonly event: 'message' | 'signal'; readonly name: string }
  /** The first firing (milliseconds) and, of a cycle, how often after that (-1 without end) and the period, ISO 8601. */
  | { readonly event: 'timer'; readonly due: number; readonly left?: number; readonly every?: string }
  /** Begins an instance when it becomes true; what it reads is the caller's to give. */
  | { readonly event: 'conditional'; readonly condition: Expression }
);
