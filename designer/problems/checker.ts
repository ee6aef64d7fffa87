/** Checks drawings in a thread of their own; a newer question stops the one that is being worked on. */
import type { Problem } from '../../engine/model/problem.ts';
import type { Question } from './checkWorker.ts';

/** As much of a `Worker` as is used. */
export interface CheckThread {
  onmessage: ((event: MessageEvent<readonly Problem[]>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(question: Question): void;
  terminate(): void;
}

const failed: readonly Problem[] = [
  { severity: 'warning', rule: 'check', file: '', message: '这次检查没有完成，再改一处会重新检查；发布时还会查一遍。' },
];

const startThread = (): CheckThread =>
  new Worker(new URL('./checkWorker.ts', import.meta.url), { type: 'module', name: 'check' });

export class Checker {
  readonly #start: () => CheckThread;
  #thread: CheckThread | undefined;
  #stale: (() => void) | undefined;

  constructor(start: () => CheckThread = startThread) {
    this.#start = start;
  }

  /** The problems of these files; undefined when a newer question came before the answer. */
  check(question: Question): Promise<readonly Problem[] | undefined> {
    this.#drop();
    this.#thread ??= this.#start();
    const thread = this.#thread;
    return new Promise((resolve) => {
      this.#stale = () => resolve(undefined);
      thread.onmessage = ({ data }) => this.#answer(() => resolve(data));
      thread.onerror = () => {
        this.#answer(() => resolve(failed));
        this.#end();
      };
      thread.postMessage(question);
    });
  }

  close(): void {
    this.#drop();
    this.#end();
  }

  #answer(resolve: () => void): void {
    this.#stale = undefined;
    resolve();
  }

  /** Whoever still waits gets no answer, and the thread that works for them is stopped. */
  #drop(): void {
    if (!this.#stale) return;
    this.#stale();
    this.#stale = undefined;
    this.#end();
  }

  #end(): void {
    this.#thread?.terminate();
    this.#thread = undefined;
  }
}
