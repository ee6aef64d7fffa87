import { EvaluationError } from '../model/expression.ts';
import type { Variables } from '../model/variables.ts';
import { complete, completeAnyhow } from './completing.ts';
import { raise } from './incidents.ts';
import { join, reset, restingJoin } from './joins.ts';
import { bodyVariables, closeBody } from './loops.ts';
import { lookAtConditions } from './occurring.ts';
import { isBody, nodeOf, type Op, type OpName, type Run } from './run.ts';
import { attach, closeScope, listen } from './scopes.ts';
import { beginAt } from './starting.ts';
import { Stop } from './stop.ts';
import { send, throwError, throwNext, trigger } from './throwing.ts';
import { consume, move, spawn } from './tokens.ts';
import { readInputs } from './variables.ts';

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
 * parked as an incident instead. While the instance is suspended the list waits.
 */
export function drain(run: Run, parked: Parked): Failed | undefined {
  let at = 0;
  while (run.status === 'active' && !run.suspended && at < MAX_OPERATIONS) {
    const op = next(run);
    if (!op) break;
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
  if (run.status === 'active' && at >= MAX_OPERATIONS) setAside(run);
  return undefined;
}

/** What only shows when the list is empty must not be lost when the budget ends the step. */
function setAside(run: Run): void {
  if (run.dirty && hasConditions(run)) run.queue.unshift(['conditions', run.scopes.keys().next().value!]);
  if (run.queue.length > 0) return;
  const op = restingJoin(run);
  if (op) run.queue.push(op);
}

/**
 * What is to be done next: conditions that may have become true; then the list; then, at rest, one inclusive join or
 * complex reset; then the oldest message or signal that is to be thrown.
 */
function next(run: Run): Op | undefined {
  if (run.dirty) {
    run.dirty = false;
    if (hasConditions(run)) return ['conditions', run.scopes.keys().next().value!];
  }
  const at = run.queue.findIndex(([name]) => name !== 'send');
  if (at >= 0) return run.queue.splice(at, 1)[0];
  return restingJoin(run) ?? run.queue.shift();
}

const hasConditions = (run: Run): boolean => {
  for (const { k } of run.subs.values()) if (k === 'conditional') return true;
  return false;
};

interface Begun {
  readonly node: string;
  readonly variables: Variables;
}

interface Triggered {
  readonly element: string;
  readonly again: boolean;
  readonly variables: Variables;
}

const operations: { readonly [Name in OpName]: (run: Run, id: number, argument: never) => void } = {
  /** An event sub-process of the scope begins to wait. */
  listen,
  /** An event is awaited, or awaited otherwise, since the version changed. */
  attach,
  /** A token starts at a node of the scope. */
  start: (run, id, node: string) => void spawn(run, id, node),
  /** The instance begins by an event that has happened, perhaps one of several that must all happen. */
  begin: (run, id, { node, variables }: Begun) => beginAt(run, id, node, variables),
  /** The token has come to a node: the node's own work (attach boundary events, count tokens, end …). */
  arrive(run, id) {
    const token = run.tokens.get(id)!;
    run.behaviour.arrive(run, token, nodeOf(run, run.world, token));
  },
  /** The work of an activity begins. */
  go: (run, id) => move(run, id, 'go'),
  /** The conditions of a choice are tried once more. */
  choose: (run, id) => move(run, id, 'choose'),
  complete,
  /** The same without what held it up. */
  skip: completeAnyhow,
  /** The token has done what it was there for. */
  consume: (run, id) => consume(run, id),
  /** A job that failed is offered once more, with its inputs read anew. */
  retry(run, id) {
    const token = run.tokens.get(id)!;
    const node = nodeOf(run, run.world, token);
    readInputs(run, id, node.inputs, isBody(run, token) ? bodyVariables(token, node) : undefined);
    move(run, id, 'retry');
  },
  trigger: (run, id, { element, again, variables }: Triggered) => trigger(run, id, element, again, variables),
  conditions: lookAtConditions,
  throw: throwNext,
  send,
  /** At rest: an inclusive gateway fires, a complex one is reset. */
  join,
  reset,
  error: (run, id, { code, variables }: { code: string; variables: Variables }) => throwError(run, id, code, variables),
  /** A scope may be complete. */
  close: (run, id) => (run.scopes.get(id)!.l ? closeBody(run, id) : closeScope(run, id)),
};

function park(run: Run, op: Op, error: Stop | EvaluationError): void {
  const stop = error instanceof Stop ? error : undefined;
  raise(run, stop?.element ?? elementOf(run, op), stop?.code ?? 'evaluation', error.message, { op });
}

function elementOf(run: Run, [name, id, argument]: Op): string {
  const token = run.tokens.get(id);
  if (name === 'attach') return (argument as { readonly element: string }).element;
  if (token) return nodeOf(run, run.world, token).id;
  return name === 'start' || name === 'listen' ? String(argument) : (run.scopes.get(id)?.d ?? '');
}
