import { type Connection, Query, type QueryResult, Result } from 'pg';

/** A statement that the connection has prepared under this name. */
export interface Part {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

type Done = (error: Error | null, results: readonly QueryResult[]) => void;
type Message = Readonly<Record<string, unknown>>;

/** Where `pg` gathers an answer; not in its typings. */
interface Collector extends QueryResult {
  addFields(columns: unknown): void;
  parseRow(values: unknown): unknown;
  addRow(row: unknown): void;
  addCommandComplete(message: Message): void;
}

/** What `pg` sends; its typings are of an older one. */
interface Wire {
  readonly stream: Connection['stream'];
  bind(config: { readonly statement: string; readonly values: readonly (string | null)[] }): void;
  describe(message: { readonly type: 'P'; readonly name: string }): void;
  execute(config: object): void;
  sync(): void;
}

/**
 * The columns that a statement answers on a connection, as an answer without rows that others are copied from; null for a
 * statement without columns. They stay as long as it is prepared.
 */
const columns = new WeakMap<object, Map<string, Collector | null>>();

const emptyAnswer = () => new (Result as unknown as new () => Collector)();

/**
 * Several prepared statements in one message to the database, and one answer: a single Sync behind the last of them.
 * After a failure the database skips the rest, a COMMIT among them too; the error has the name of the `statement`. One by
 * one, every statement would cost both sides a system call and a change of process, most of what a small batch costs.
 */
export class Together extends Query {
  readonly parts: readonly Part[];
  readonly #collectors: readonly Collector[];
  #known: Map<string, Collector | null> = new Map();
  #at = 0;
  /** A value that no parser could read: the answer as a whole is refused. */
  #unread: Error | null = null;

  constructor(parts: readonly Part[], done: Done) {
    super({ text: '' }, done as never);
    this.parts = parts;
    this.#collectors = parts.map(emptyAnswer);
  }

  override submit = (connection: Connection): void => {
    const wire = connection as unknown as Wire;
    this.#known = columns.get(connection) ?? new Map();
    columns.set(connection, this.#known);
    wire.stream.cork();
    try {
      for (const [index, { name, values }] of this.parts.entries()) {
        wire.bind({ statement: name, values: values.map(textOf) });
        const known = this.#known.get(name);
        if (known === undefined) wire.describe({ type: 'P', name: '' });
        else if (known) Object.assign(this.#collectors[index]!, known, { rows: [] });
        wire.execute({});
      }
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  };

  handleRowDescription(message: Message): void {
    const like = emptyAnswer();
    like.addFields(message.fields);
    this.#known.set(this.parts[this.#at]!.name, like);
    Object.assign(this.#collectors[this.#at]!, like, { rows: [] });
  }

  handleDataRow(message: Message): void {
    const collector = this.#collectors[this.#at]!;
    try {
      collector.addRow(collector.parseRow(message.fields));
    } catch (error) {
      this.#unread ??= error as Error;
    }
  }

  handleCommandComplete(message: Message): void {
    const { name } = this.parts[this.#at]!;
    if (!this.#known.has(name)) this.#known.set(name, null);
    this.#collectors[this.#at++]!.addCommandComplete(message);
  }

  handleError(error: Error): void {
    this.#done(Object.assign(error, { statement: this.parts[this.#at]?.name }));
  }

  handleReadyForQuery(): void {
    this.#done(this.#unread);
  }

  /** Read when it is called, for `pg` puts its time limit around it. */
  #done(error: Error | null): void {
    (this as unknown as { callback: Done }).callback(error, this.#collectors.slice(0, this.#at));
  }
}

/** A parameter in PostgreSQL's text form; arrays are those of texts without NULL. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((one) => `"${String(one).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}
