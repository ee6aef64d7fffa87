import { EvaluationError } from '../model/expression.ts';
import type { Variables } from '../model/variables.ts';
import { raise } from './incidents.ts';
import { nodeOf, type Op, type OpName, type Run } from './run.ts';
import { closeScope } from './scopes.ts';
import { Stop } from './stop.ts';
import { throwError, trigger } from './throwing.ts';
import { depart, move, spawn } from './tokens.ts';
import { assign, evaluateMappings, readInputs } from './variables.ts';

/** Operations of one step; what is left over waits in the state for `continue`. */
export const MAX_OPERATIONS = 1_000;

/** An operation that cannot be carried out, by its number in the step. */
export type Parked = ReadonlyMap<number, Stop | EvaluationError>;

/** Tells at which operation a step has to begin anew with that operation parked. */
export interface Failed {
  readonly at: number;
  readonly error: Stop | EvaluationError;
}

/**
 * Works the list off, first in, first out. Operations whose token or scope has gone in the meantime are void. An
 * operation is atomic: when it fails, the caller runs the whole step again (it is deterministic) with that operation
 * parked as an incident instead.
 */
export function drain(run: Run, parked: Parked): Failed | undefined {
  let at = 0;
  while (run.status === 'active' && run.queue.length > 0 && at < MAX_OPERATIONS) {
    const op = run.queue.shift()!;
    const [name, id] = op;
    if (!run.tokens.has(id) && !run.scopes.has(id)) continue;
    at++;
    const error = parked.get(at);
    if (error) {
      park(run, op, error);
      continue;
    }
    try {
      operations[name](run, id, op[2] as never);
    } catch (error) {
      if (error instanceof Stop || error instanceof EvaluationError) return { at, error };
      throw new Error(`Expected ${name} of ${id} at ${elementOf(run, op)} to work but: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  return undefined;
}

interface Triggered {
  readonly element: string;
  readonly again: boolean;
  readonly variables: Variables;
}

const operations: { readonly [Name in OpName]: (run: Run, id: number, argument: never) => void } = {
  /** A token starts at a node of the scope. */
  start: (run, id, node: string) => void spawn(run, id, node),
  /** The token has come to a node: the node's own work (attach boundary events, count tokens, end …). */
  arrive(run, id) {
    const token = run.tokens.get(id)!;
    run.behaviour.arrive(run, token, nodeOf(run, run.world, token));
  },
  /** The work of an activity begins. */
  go: (run, id) => move(run, id, 'go'),
  /** The conditions of a choice are tried once more. */
  choose: (run, id) => move(run, id, 'choose'),
  /** Results are kept, by the output mappings or under their own names, and the flows are taken. */
  complete(run, id, results: Variables) {
    const token = run.tokens.get(id)!;
    const { outputs } = nodeOf(run, run.world, token);
    if (outputs.length > 0) assign(run, token.s, evaluateMappings(run, outputs, id, results));
    else assign(run, id, results);
    depart(run, id);
  },
  /** A job that failed is offered once more, with its inputs read anew. */
  retry(run, id) {
    readInputs(run, id, nodeOf(run, run.world, run.tokens.get(id)!).inputs);
    move(run, id, 'retry');
  },
  trigger: (run, id, { element, again, variables }: Triggered) => trigger(run, id, element, again, variables),
  error: (run, id, { code, variables }: { code: string; variables: Variables }) => throwError(run, id, code, variables),
  /** A scope may be complete. */
  close: (run, id) => closeScope(run, id),
};

function park(run: Run, op: Op, error: Stop | EvaluationError): void {
  const stop = error instanceof Stop ? error : undefined;
  raise(run, stop?.element ?? elementOf(run, op), stop?.code ?? 'evaluation', error.message, { op });
}

function elementOf(run: Run, [name, id, argument]: Op): string {
  const token = run.tokens.get(id);
  if (token) return nodeOf(run, run.world, token).id;
  return name === 'start' ? String(argument) : (run.scopes.get(id)?.d ?? '');
}
