/** One finding about a procedure's files, in the user's language. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Name of the rule (file name in compile/rules, or `parse`, `expression`, `decision`). */
  readonly rule: string;
  readonly file: string;
  /** Id and name of the element, when it has one. */
  readonly element?: string;
  readonly name?: string;
  /** Property of the element that is wrong, for the panel to focus: assignment, due, form, condition, job, timer, message … */
  readonly property?: string;
  /** zh-CN: what would go wrong, in plain words. */
  readonly message: string;
  /** A run that shows it: ids of elements entered and flows taken, in order, to be drawn on the diagram. */
  readonly path?: readonly string[];
  /** zh-CN: the verb that mends it, for a button (“指定人选”). */
  readonly remedy?: string;
}

/** A file of a procedure's folder. `path` is relative to the folder: `procedure.bpmn`, `triage.dmn`, `forms/result.json`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What the publish-time rules need to know of the world outside the file. */
export interface Catalogue {
  /** Job types with the names of required and optional inputs; undefined = do not check. */
  readonly jobs?: ReadonlyMap<
    string,
    { readonly title: string; readonly required: readonly string[]; readonly optional: readonly string[] }
  >;
  /** Message names. */
  readonly messages?: ReadonlyMap<string, { readonly title: string }>;
  /** Candidate groups (roles). */
  readonly groups?: ReadonlyMap<string, { readonly title: string }>;
  /** Ids of processes deployed in the town, for call activities. */
  readonly processes?: ReadonlySet<string>;
}
