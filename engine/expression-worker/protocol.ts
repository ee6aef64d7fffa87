import type { DecisionResult } from '../model/expression.ts';
import type { SourceFile } from '../model/problem.ts';
import type { Json, Variables } from '../model/variables.ts';

/** What is tried: FEEL (a cell of a decision table with `?` among the variables), or a decision of a DMN file. */
export type Trial = { readonly variables: Variables /** Milliseconds. */; readonly now: number } & (
  | { readonly kind: 'expression'; readonly source: string; readonly mode: 'expression' | 'unary' }
  | { readonly kind: 'decision'; readonly file: SourceFile; readonly decision: string }
);

/**
 * What came of it. `unfit`: it does not compile; `failed`: these data give no value (`detail` says why, in English, for
 * developers); `time`, `memory`: it was stopped. `problem` is zh-CN.
 */
export type TrialResult =
  | { readonly ok: true; readonly value: Json; readonly decision?: DecisionResult }
  | {
      readonly ok: false;
      readonly why: 'unfit' | 'failed' | 'time' | 'memory' | 'busy';
      readonly problem: string;
      readonly detail?: string;
    };

/** What the worker asks the town's calendar while it computes; the answer comes through shared memory. */
export interface Question {
  readonly ask: 'workdays' | 'calendarDays' | 'workhours' | 'isWorkday' | 'provisional';
  readonly given: readonly [number, number];
}

/** Shared memory: a flag (0 no answer yet, 1 answered, 2 no answer to be had), and the answer. */
export interface Slip {
  readonly flag: Int32Array<SharedArrayBuffer>;
  readonly answer: Float64Array<SharedArrayBuffer>;
}

export const slipOf = (memory: SharedArrayBuffer): Slip => ({
  flag: new Int32Array(memory, 0, 1),
  answer: new Float64Array(memory, 8, 1),
});

/** Bytes of a slip. */
export const SLIP = 16;

export type FromWorker = 'ready' | Question | TrialResult;
