import { describe, toJson } from '../expression/json.ts';
import type { Moment } from '../model/calendar.ts';
import { type Evaluation, EvaluationError } from '../model/expression.ts';
import type { Json, Variables } from '../model/variables.ts';
import type { Outcome } from './outcome.ts';

/** Most steps of work of one decision with all that it requires. */
export const MOST_STEPS = 500_000;

/** Whatever has a result once in an evaluation: a decision. */
interface Evaluated {
  readonly id: string;
  compute(session: Session): Outcome;
}

interface Shared {
  readonly evaluations: Evaluation[];
  left: number;
}

/**
 * One evaluation of a decision: every decision on the way is evaluated once, its inputs, matched rules and output are
 * written down in order, and all work is counted.
 */
export class Session {
  readonly variables: Variables;
  readonly world: Moment;
  /** Input data given by a call of a decision service, by id. */
  readonly inputs: ReadonlyMap<string, unknown>;
  readonly #results: Map<string, unknown>;
  readonly #shared: Shared;

  constructor(variables: Variables, world: Moment, inside?: Inside) {
    this.variables = variables;
    this.world = world;
    this.inputs = inside?.inputs ?? new Map();
    this.#results = new Map(inside?.results);
    this.#shared = inside?.shared ?? { evaluations: [], left: MOST_STEPS };
  }

  get evaluations(): readonly Evaluation[] {
    return this.#shared.evaluations;
  }

  /** Counts work before it is done; throws when it would be too much in all. */
  spend(steps: number, source: string): void {
    this.#shared.left -= steps;
    if (this.#shared.left >= 0) return;
    throw new EvaluationError(source, `Expected at most ${MOST_STEPS} steps of work but the data may need more`);
  }

  /** The result of a decision: given, known or computed now. */
  result(decision: Evaluated): unknown {
    if (this.#results.has(decision.id)) return this.#results.get(decision.id);
    const { value, inputs = {}, matched = [] } = decision.compute(this);
    this.#results.set(decision.id, value);
    const evaluation = { decision: decision.id, inputs: written(inputs), matched, output: written(value) };
    this.#shared.evaluations.push(evaluation);
    return value;
  }

  /** The evaluation inside a decision service: what it is given replaces the input data and decisions of its border. */
  inside(inputs: ReadonlyMap<string, unknown>, results: ReadonlyMap<string, unknown>): Session {
    return new Session(this.variables, this.world, { inputs, results, shared: this.#shared });
  }
}

interface Inside {
  readonly inputs: ReadonlyMap<string, unknown>;
  readonly results: ReadonlyMap<string, unknown>;
  readonly shared: Shared;
}

/** A value as the record of an evaluation keeps it; for what JSON cannot hold (a range) its kind stands there. */
function written(value: unknown): Json {
  try {
    return toJson(value, '');
  } catch {
    return describe(value);
  }
}
