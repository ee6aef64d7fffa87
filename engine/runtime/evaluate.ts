import { triggersOf } from '../core/subscriptions.ts';
import type { Moment } from '../model/calendar.ts';
import type { CommandOptions, Matter, Outcome } from '../model/door.ts';
import { EvaluationError } from '../model/expression.ts';
import type { Variables } from '../model/variables.ts';
import { findConditions, type StartTrigger } from '../store/ops/find-start-triggers.ts';
import { turnCondition } from '../store/ops/mark-start-triggers.ts';
import type { Database, Trx } from '../store/statement.ts';
import { answersUnder } from './correlate.ts';
import { beginEach, Gone, ownKey, type Reach } from './starts.ts';

/**
 * Begins an instance wherever a condition has turned true: it holds now and did not when it was last looked at. What it
 * turned to is kept in the transaction that begins the instance, so that of two who look at the same moment one begins.
 * Of one matter nothing is kept: it says itself what was before, and its caller's idempotency key keeps it to once.
 * Asked again under its idempotency key, what it began then is answered too.
 */
export async function evaluate(
  reach: Reach,
  moment: Moment,
  town: number,
  variables: Variables,
  options: CommandOptions<Trx>,
  matter?: Matter,
): Promise<readonly Outcome[]> {
  const turn = async (db: Database, start: StartTrigger, holds: boolean) => {
    const { procedure_key, element_id, trigger_no } = start;
    return (await db.executeQuery(turnCondition(town, procedure_key, element_id, trigger_no, holds))).numAffectedRows;
  };
  const rising = async () => {
    const { rows } = await reach.database.executeQuery(findConditions(town));
    const risen: StartTrigger[] = [];
    const heldFor = async (start: StartTrigger, { before }: Matter) =>
      before !== undefined && (await holdsNow(reach, town, start, before, moment));
    for (const start of rows) {
      const holds = await holdsNow(reach, town, start, variables, moment);
      const held = matter ? await heldFor(start, matter) : start.holds;
      if (holds && !held) risen.push(start);
      else if (!matter && !holds && held) await turn(reach.database, start, false);
    }
    return risen;
  };
  const key = options.idempotencyKey;
  const before = key === undefined ? [] : await answersUnder(reach.database, town, key);
  const begun = await beginEach(reach, town, rising, (start) => ({
    variables,
    businessKey: matter?.key ?? null,
    options: ownKey(options, start),
    asked: { evaluate: variables },
    consume: async (trx) => {
      if (matter) return {};
      if ((await turn(trx, start, true)) !== 1n) throw new Gone();
      return {};
    },
    dropsWhenEarly: true,
  }));
  const instances = new Set(begun.map(({ instance }) => instance));
  return [...before.filter(({ instance }) => !instances.has(instance)), ...begun];
}

/** What cannot be told does not hold: the variables may be those of another matter. */
async function holdsNow(
  reach: Reach,
  town: number,
  start: StartTrigger,
  variables: Variables,
  moment: Moment,
): Promise<boolean> {
  const node = (await reach.procedures.get(town, start.procedure_key))?.nodes[start.element_id];
  const condition = node && triggersOf(node)[start.trigger_no]?.condition;
  try {
    return condition?.evaluate(variables, moment) === true;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}
