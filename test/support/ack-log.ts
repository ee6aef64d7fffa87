import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What a caller asked for, and what it was told: one line each, outside the database, as the caller remembers it. */
type Line<Call> =
  | { readonly key: string; readonly asked: Call }
  | { readonly key: string; readonly answered: Answer }
  | { readonly key: string; readonly failed: string };

/** `instance` and `rev` of an outcome, null when nobody took the message, or the code of a refusal. */
export type Answer = { readonly instance: string; readonly rev: number } | { readonly refused: string } | null;

/** What became of one idempotency key. */
export interface Remembered<Call> {
  readonly key: string;
  readonly call: Call;
  /** More than one when the caller asked again because it had not heard. */
  readonly answers: readonly Answer[];
  /** Errors that are no refusal: the caller does not know. */
  readonly failures: readonly string[];
}

export interface AckLog<Call> {
  /** Before the call goes out. */
  ask(key: string, asked: Call): void;
  /** When the answer has come. */
  answer(key: string, answered: Answer): void;
  fail(key: string, failed: string): void;
}

/** A log that survives the death of its process: one write a line, in the file when the call returns. */
export function openAckLog<Call>(file: string): AckLog<Call> {
  const write = (line: Line<Call>) => appendFileSync(file, `${JSON.stringify(line)}\n`);
  return {
    ask: (key, asked) => write({ key, asked }),
    answer: (key, answered) => write({ key, answered }),
    fail: (key, failed) => write({ key, failed }),
  };
}

/** Everything that was asked, in this order. */
export function readAckLog<Call>(file: string): readonly Remembered<Call>[] {
  const known = new Map<string, { key: string; call: Call; answers: Answer[]; failures: string[] }>();
  for (const text of existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []) {
    const line = JSON.parse(text) as Line<Call>;
    if ('asked' in line) {
      if (!known.has(line.key)) known.set(line.key, { key: line.key, call: line.asked, answers: [], failures: [] });
    } else if ('answered' in line) known.get(line.key)!.answers.push(line.answered);
    else known.get(line.key)!.failures.push(line.failed);
  }
  return [...known.values()];
}

/** Calls whose caller was never told. */
export const unanswered = <Call>(log: readonly Remembered<Call>[]): readonly Remembered<Call>[] =>
  log.filter(({ answers }) => answers.length === 0);
