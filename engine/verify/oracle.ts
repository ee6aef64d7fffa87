/** A choice that was made: which of how many. */
interface Choice {
  readonly pick: number;
  readonly of: number;
}

/** More outcomes of one command than any drawing is meant to have: the rest counts as not explored. */
const MOST_OUTCOMES = 256;

/** Questions in the course of one command; only what goes in a circle asks more, and each round would show the same. */
const MOST_QUESTIONS = 32;

/**
 * Answers whatever a procedure asks of its data, every possible way one after the other: a command is run again and again,
 * each time with the next combination of answers, until all have been given.
 */
export class Oracle {
  #script: readonly number[] = [];
  #made: Choice[] = [];
  /** Conditions of one choice that were asked in a row and denied. */
  #denied: { readonly choice: string; readonly count: number } = { choice: '', count: 0 };
  /** Whether some combinations were left out. */
  truncated = false;

  /** Picks one of `of` answers. */
  pick(of: number): number {
    if (this.#made.length >= MOST_QUESTIONS) {
      this.truncated = true;
      return 0;
    }
    const planned = this.#script[this.#made.length] ?? 0;
    const pick = planned < of ? planned : 0;
    this.#made.push({ pick, of });
    return pick;
  }

  /**
   * Answers a condition of a choice that has to come out somewhere: the last of them is true when the others were not,
   * for what happens when no condition holds is known (the instance waits for an administrator).
   */
  holds(choice: string, at: number, last: boolean): boolean {
    const denied = at > 0 && this.#denied.choice === choice && this.#denied.count === at ? at : 0;
    const truth = (last && denied === at) || this.pick(2) === 1;
    this.#denied = truth ? { choice: '', count: 0 } : { choice, count: denied === at ? at + 1 : 0 };
    return truth;
  }

  /** What `run` gives for each combination of answers. */
  *every<T>(run: () => T): Generator<T> {
    this.#script = [];
    for (let outcome = 0; ; outcome++) {
      if (outcome === MOST_OUTCOMES) {
        this.truncated = true;
        return;
      }
      this.#made = [];
      this.#denied = { choice: '', count: 0 };
      yield run();
      const made = [...this.#made];
      while (made.length > 0 && made.at(-1)!.pick + 1 === made.at(-1)!.of) made.pop();
      const last = made.pop();
      if (!last) return;
      this.#script = [...made.map(({ pick }) => pick), last.pick + 1];
    }
  }
}
