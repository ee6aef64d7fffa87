/** How one opened part is closed: properly, or at once when time is up. */
interface Part {
  readonly name: string;
  readonly close: () => Promise<unknown>;
  readonly force: (() => void) | undefined;
}

/** Closes what was opened, the last first. A part that fails to close does not keep the others open. */
export class Teardown {
  readonly #parts: Part[] = [];
  #run: Promise<readonly unknown[]> | undefined;

  get begun(): boolean {
    return this.#run !== undefined;
  }

  /** A part that is added while closing is closed as well: a start that a signal interrupts leaves nothing behind. */
  add(name: string, close: () => Promise<unknown>, force?: () => void): void {
    this.#parts.push({ name, close, force });
  }

  /** Resolves with the errors of the parts that failed. */
  run(): Promise<readonly unknown[]> {
    this.#run ??= this.#closeAll();
    return this.#run;
  }

  /** Closes at once what is not closed yet. */
  force(): void {
    for (const { force } of this.#parts.toReversed()) {
      try {
        force?.();
      } catch {
        // It may have ended by itself.
      }
    }
  }

  async #closeAll(): Promise<readonly unknown[]> {
    const errors: unknown[] = [];
    for (let part = this.#parts.at(-1); part; part = this.#parts.at(-1)) {
      try {
        await part.close();
      } catch (error) {
        errors.push(error);
      }
      this.#parts.splice(this.#parts.indexOf(part), 1);
    }
    return errors;
  }
}
