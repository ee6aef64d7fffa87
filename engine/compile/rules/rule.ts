import type { Catalogue, Problem } from '../../model/problem.ts';
import type { ModdleElement } from '../moddle.ts';

/** What a rule may know: the file, and what else lies in the folder and in the town. */
export interface RuleContext {
  readonly definitions: ModdleElement;
  /** Path of the file, for the problems. */
  readonly file: string;
  readonly catalogue: Catalogue;
  /** Names of the forms in the folder: `result` for `forms/result.json`. */
  readonly forms: ReadonlySet<string>;
  /** Ids of the decisions in the folder. */
  readonly decisions: ReadonlySet<string>;
  /** Ids of the processes drawn in the files that are compiled together. */
  readonly processes: ReadonlySet<string>;
  report(element: ModdleElement, finding: Report): void;
}

/** A finding about an element; `severity` is `error` unless told. All texts zh-CN. */
export interface Report {
  readonly severity?: Problem['severity'];
  readonly property?: string;
  readonly message: string;
  readonly remedy?: string;
}

/** One rule of publishing. `name` is its file's name and shows in the problem. */
export interface Rule {
  readonly name: string;
  check(context: RuleContext): void;
}
