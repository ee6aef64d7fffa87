import type { Variables } from './variables.ts';

/** What an administrator may do to the tokens of a running instance; `modify` carries a list of these out, in order. */
export type Modification =
  /** Takes the token away with all that hangs on it, as an interruption would. */
  | { readonly do: 'cancel'; readonly token: number }
  /** Puts a token before the element, inside an open scope; variables go to that scope. */
  | { readonly do: 'add'; readonly scope: number; readonly element: string; readonly variables?: Variables }
  /** Takes the token away and puts one before another element of the same scope. */
  | { readonly do: 'move'; readonly token: number; readonly to: string; readonly variables?: Variables };

/**
 * How instances of one version go on in another. Every element at which an instance stands must be in `elements` (to itself
 * when nothing changed); what no instance uses may be left out. A boundary event, or the start of an event sub-process,
 * that is only listened for and is left out is given up.
 */
export interface MigrationPlan {
  /** Keys, `id@version`. */
  readonly from: string;
  readonly to: string;
  readonly elements: Readonly<Record<string, string>>;
  /** Flows by which tokens wait at joins; those of the same id map by themselves. */
  readonly flows?: Readonly<Record<string, string>>;
  /** Timers (by element of `from`) whose time is counted anew from now; all others keep their due date. */
  readonly restart?: readonly string[];
}

/** A line of a generated plan: an element of the old version, where it goes, and why when it goes nowhere. */
export interface MigrationLine {
  readonly element: string;
  readonly name: string;
  /** Registry kind of the element. */
  readonly kind: string;
  /** Undefined: there is no counterpart of the same kind and scope. */
  readonly to: string | undefined;
  readonly because: 'same' | 'renamed' | 'gone' | 'other-kind' | 'other-scope';
}

export interface MigrationDraft {
  readonly plan: MigrationPlan;
  readonly lines: readonly MigrationLine[];
}

/** Why an instance cannot go on in the other version; `element` and `token` say where. `message`: “Expected … but …”. */
export interface MigrationProblem {
  readonly code:
    | 'unmapped'
    | 'unknown-element'
    | 'other-kind'
    | 'other-scope'
    | 'unknown-flow'
    | 'wrong-version'
    | 'not-active'
    | 'work-left'
    | 'compensation'
    | 'loop';
  readonly element: string | undefined;
  readonly token: number | undefined;
  readonly message: string;
}
