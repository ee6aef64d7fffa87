/** What the server says of a refused request (RFC 9457), as an error. `detail` is zh-CN and may be shown as it is. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  /** By field: JSON pointer → zh-CN message. */
  readonly fields: ReadonlyMap<string, string>;
  /** By which support finds a server error; null below 500. */
  readonly number: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  /** Findings about the files of a procedure, when the problem has them. */
  readonly problems: readonly unknown[];

  constructor(status: number, body: ProblemJson) {
    super(body.detail ?? body.title ?? wordsOf(status));
    this.status = status;
    this.code = body.code ?? `http-${status}`;
    this.number = body.number ?? null;
    this.params = body.params ?? {};
    this.problems = body.problems ?? [];
    this.fields = fieldsOf(body);
  }
}

/** The request never got an answer: no network, or the server is down. */
export class Offline extends Error {
  override readonly name = 'Offline';
  constructor(cause?: unknown) {
    super('网络断开，没有连上服务器', { cause });
  }
}

export interface ProblemJson {
  readonly title?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly field?: string;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  readonly number?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly problems?: readonly unknown[];
}

function fieldsOf(body: ProblemJson): ReadonlyMap<string, string> {
  if (body.fields) return new Map(body.fields.map(({ path, message }) => [path, message]));
  return new Map(body.field === undefined ? [] : [[body.field, body.detail ?? '不符合要求']]);
}

function wordsOf(status: number): string {
  return status >= 500 ? '服务器暂时没有响应' : '没有办成';
}

/** The sentence to show for any error. */
export function wordsFor(error: unknown): string {
  return error instanceof ApiProblem || error instanceof Offline ? error.message : '出错了，请重试';
}
