import type { InstanceState } from '../model/instance.ts';
import { exceeds, type Marking, markingOf } from './key.ts';
import type { Game, Move, Outcome } from './moves.ts';
import { familiesOf, isIndependent, isPrivate } from './private.ts';

/** A state that was reached, and how: by which step from which state (-1: the start). */
export interface Reached {
  readonly state: InstanceState;
  readonly from: number;
  /** Elements entered and flows taken by the step, in order. */
  readonly ids: readonly string[];
  /** States that its moves lead to; undefined while it is not explored. */
  next: readonly number[] | undefined;
}

/** As many tokens at one place as no suspicion falls on. */
const USUAL = 2;
/** As much happens in a step of a usual drawing; one that goes in a circle takes a hundred times the time. */
const USUAL_STEP = 12;

/**
 * Breadth-first through the states of a procedure, as far as it is asked to go. With `every` each order of moves is
 * tried, and the first path to a state is a shortest one; without it, moves that concern one token (with what hangs on it) alone are made first
 * (a partial order reduction), unless they only lead to what was explored before.
 */
export class Exploration {
  readonly reached: Reached[] = [];
  /** Elements that were entered, with the first state after that. */
  readonly entered = new Map<string, number>();
  /** States with more of something than a state on the way to them, and otherwise the same. */
  readonly growing: number[] = [];
  /** Steps that were run, long ones counted by what happened in them. */
  effort = 0;
  readonly #game: Game;
  readonly #every: boolean;
  readonly #independent: boolean;
  readonly #known = new Map<string, number>();
  readonly #markings = new Map<number, Marking>();
  #at = 0;

  constructor(game: Game, every: boolean) {
    this.#game = game;
    this.#every = every;
    this.#independent = isIndependent(game.procedure);
    for (const move of game.starts()) for (const outcome of game.outcomes(undefined, move)) this.#arrive(outcome, -1);
  }

  /** Explores one more state; false when there is none left. */
  advance(): boolean {
    const at = this.#at;
    const reached = this.reached[at];
    if (!reached) return false;
    this.#at++;
    const outcomes = reached.next ? [] : this.#choose(reached.state);
    reached.next ??= [...new Set(outcomes.map((outcome) => this.#arrive(outcome, at)))];
    return true;
  }

  /** Whether everything was tried. */
  get whole(): boolean {
    return this.#at >= this.reached.length && !this.#game.oracle.truncated;
  }

  #choose(state: InstanceState): readonly Outcome[] {
    const moves = this.#game.moves(state);
    const led = new Map<Move, readonly Outcome[]>();
    const lead = (some: readonly Move[]) =>
      some.flatMap((move) => {
        const outcomes = led.get(move) ?? this.#game.outcomes(state, move);
        if (!led.has(move))
          this.effort += outcomes.reduce((sum, { events }) => sum + 1 + events.length / USUAL_STEP, 0);
        led.set(move, outcomes);
        return outcomes;
      });
    const isNew = ({ key }: Outcome) => (this.#known.get(key) ?? this.#at) >= this.#at;
    if (this.#every) return lead(moves);
    const aside = lead(moves.filter((move) => move.aside).slice(0, 1));
    if (aside.some(isNew)) return aside;
    for (const family of this.#independent ? familiesOf(state, moves) : []) {
      const outcomes = lead(family.moves);
      const alone = outcomes.every((outcome) => isPrivate(this.#game.procedure, state, family, outcome));
      if (alone && outcomes.some(isNew)) return outcomes;
    }
    return lead(moves);
  }

  #arrive({ state, events, key }: Outcome, from: number): number {
    const ids = events.flatMap((event) =>
      event.type === 'entered' ? [event.element] : event.type === 'flow' ? [event.flow] : [],
    );
    const known = this.#known.get(key);
    const at = known ?? this.reached.length;
    if (known === undefined) {
      this.#known.set(key, at);
      this.reached.push({ state, from, ids, next: undefined });
    }
    for (const event of events)
      if (event.type === 'entered' && !this.entered.has(event.element)) this.entered.set(event.element, at);
    if (known === undefined && this.#grows(at)) {
      this.growing.push(at);
      this.reached[at]!.next = [];
    }
    return at;
  }

  #grows(at: number): boolean {
    if (this.reached[at]!.state.tokens.length <= USUAL) return false;
    const marking = this.markingAt(at);
    if (![...marking.values()].some((count) => count > USUAL)) return false;
    for (let earlier = this.reached[at]!.from; earlier >= 0; earlier = this.reached[earlier]!.from)
      if (exceeds(marking, this.markingAt(earlier))) return true;
    return false;
  }

  markingAt(at: number): Marking {
    const marking = this.#markings.get(at) ?? markingOf(this.reached[at]!.state);
    this.#markings.set(at, marking);
    return marking;
  }

  /** Elements and flows on the way to a state. */
  path(at: number): readonly string[] {
    const steps: (readonly string[])[] = [];
    for (let one = this.reached[at]; one; one = this.reached[one.from]) steps.unshift(one.ids);
    return steps.flat();
  }
}
