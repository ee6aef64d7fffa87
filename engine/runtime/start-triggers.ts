import { after, parseDuration } from '../core/iso.ts';
import { startSubscriptions } from '../core/start-subscriptions.ts';
import { triggersOf } from '../core/subscriptions.ts';
import type { Moment } from '../model/calendar.ts';
import { CompileProblems } from '../model/door.ts';
import { EvaluationError } from '../model/expression.ts';
import type { SourceFile } from '../model/problem.ts';
import type { Procedure } from '../model/procedure.ts';
import type { StartSubscription } from '../model/start.ts';
import { instantOrNull } from '../store/bulk.ts';
import { deleteStarts, insertStarts, type KnownStart, lockStarts } from '../store/ops/write-start-triggers.ts';
import type { Database } from '../store/statement.ts';

/**
 * What begins instances of these processes from now on, instead of what began them before. Times count from this
 * moment; but a timer that the version before had just the same keeps its beat, and one that was spent stays spent:
 * publishing again starts nothing twice. Conditions begin as false. Throws `CompileProblems` for a time that cannot be told.
 */
export async function replaceStarts(
  trx: Database,
  town: number,
  procedures: readonly Procedure[],
  files: readonly SourceFile[],
  moment: () => Promise<Moment>,
): Promise<void> {
  const processes = procedures.map(({ id }) => id);
  const { rows: before } = await trx.executeQuery(lockStarts(town, processes));
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const started = procedures.filter(({ triggers }) => triggers.length > 0);
  const at = started.length > 0 ? await moment() : undefined;
  const rows = started.flatMap((procedure) =>
    startsOf(procedure, files, at!).map((start) => rowOf(procedure, start, known)),
  );
  await trx.executeQuery(deleteStarts(town, processes));
  if (rows.length > 0) await trx.executeQuery(insertStarts(town, rows).query);
}

const keyOf = (row: Pick<KnownStart, 'process_id' | 'element_id' | 'trigger_no' | 'event' | 'name'>) =>
  JSON.stringify([row.process_id, row.element_id, row.trigger_no, row.event, row.name]);

function rowOf(procedure: Procedure, start: StartSubscription, known: ReadonlyMap<string, KnownStart>) {
  const key = {
    process_id: procedure.id,
    element_id: start.element,
    trigger_no: start.index,
    event: start.event,
    name: nameOf(procedure, start),
  };
  return {
    ...key,
    ...(start.event === 'timer' ? timingOf(start, known.get(keyOf(key))) : untimed),
    procedure_key: procedure.key,
    together: String(start.all),
    holds: 'false',
    fence: 0,
    attempts: 0,
  };
}

const untimed = { due_at: null, rounds_left: null, every: null };

const timingOf = (
  { due, left, every }: Extract<StartSubscription, { event: 'timer' }>,
  before: KnownStart | undefined,
) =>
  before
    ? { due_at: instantOrNull(before.due_at?.getTime()), rounds_left: before.rounds_left, every: before.every }
    : { due_at: instantOrNull(due), rounds_left: left ?? null, every: every ?? null };

/** A timer is known again by its definition. */
function nameOf(procedure: Procedure, start: StartSubscription): string {
  if (start.event === 'message' || start.event === 'signal') return start.name;
  const timer = triggersOf(procedure.nodes[start.element]!)[start.index]?.timer;
  return timer ? `${timer.kind} ${timer.expression.source}` : '';
}

/** A start has no instance yet, so a time may only depend on the moment and the calendar. */
function startsOf(procedure: Procedure, files: readonly SourceFile[], moment: Moment): readonly StartSubscription[] {
  try {
    return startSubscriptions(procedure, moment);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const { source } = error;
    const node = procedure.triggers
      .map((id) => procedure.nodes[id]!)
      .find((one) => triggersOf(one).some(({ timer }) => timer?.expression.source === source));
    const file = files.find(({ text }) => node && text.includes(`"${node.id}"`)) ?? files[0];
    throw new CompileProblems([
      {
        severity: 'error',
        rule: 'timer',
        file: file?.path ?? '',
        ...(node && { element: node.id, name: node.name }),
        property: 'timer',
        message: `定时开始的时间“${source}”在发布时算不出来，流程不会自动开始`,
        remedy: '改时间',
      },
    ]);
  }
}

/** The firing after this one; undefined when it was the last. A round that is late does not move those behind it. */
export function nextRound(start: {
  readonly due_at: Date;
  readonly rounds_left: number | null;
  readonly every: string | null;
}): { readonly due: Date; readonly left: number } | undefined {
  const { due_at, rounds_left: left, every } = start;
  const period = every === null ? undefined : parseDuration(every);
  if (!period || left === null || left === 0) return undefined;
  return { due: new Date(after(due_at.getTime(), period)), left: left < 0 ? left : left - 1 };
}

/** The first round at or after `now`, those before it left out; undefined when none is left. */
export function roundFrom(
  start: { readonly due_at: Date; readonly rounds_left: number | null; readonly every: string | null },
  now: Date,
): { readonly due: Date; readonly left: number } | undefined {
  const { due_at, rounds_left, every } = start;
  let round: { due: Date; left: number } | undefined = { due: due_at, left: rounds_left ?? 0 };
  const period = every === null ? undefined : parseDuration(every);
  const late = now.getTime() - due_at.getTime();
  // Periods of a fixed length are counted, not walked: there may be a round every second.
  if (period && period.months === 0 && period.ms > 0 && late > 0) {
    const missed = Math.ceil(late / period.ms);
    if (round.left >= 0 && missed > round.left) return undefined;
    return {
      due: new Date(due_at.getTime() + missed * period.ms),
      left: round.left < 0 ? round.left : round.left - missed,
    };
  }
  while (round && round.due < now) round = nextRound({ due_at: round.due, rounds_left: round.left, every });
  return round;
}
