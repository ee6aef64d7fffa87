/** Values that go with an error code, such as ids and limits; never personal data. */
export type ProblemParams = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What is wrong with one field of a form: its JSON pointer and a sentence (zh-CN). */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * An error for the person who asked: `code` and `params` for programs, `detail` (zh-CN) for people, `field` for the
 * form field that it belongs to (a JSON pointer such as `/parties/0/phone`). Thrown by services, answered by the HTTP door.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** HTTP status, 400 to 499. */
  readonly status: number;
  /** kebab-case, stable: `appointment-room-taken`. */
  readonly code: string;
  readonly params: ProblemParams;
  readonly field: string | undefined;
  /** Every field that is wrong, when there can be several. */
  readonly fields: readonly FieldProblem[] | undefined;

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { params?: ProblemParams; field?: string; fields?: readonly FieldProblem[]; cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.status = status;
    this.code = code;
    this.params = more.params ?? {};
    this.field = more.field;
    this.fields = more.fields;
  }
}
