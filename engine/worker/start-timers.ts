import type { Actor } from '../model/door.ts';
import { nextRound } from '../runtime/start-triggers.ts';
import { begin, Gone } from '../runtime/starts.ts';
import { crashPoint } from '../store/crash-point.ts';
import { type ClaimedStart, claimStarts, dueStarts, postponeStart } from '../store/ops/claim-start-timers.ts';
import { advanceStart } from '../store/ops/mark-start-triggers.ts';
import type { Trx } from '../store/statement.ts';
import { backoff, bulk, claimDue, leaseUntil, type Pass, type WorkerContext } from './context.ts';

const actor: Actor = { kind: 'system', id: 'timer' };

/** Begins instances whose time has come. The round is used up in the transaction that begins the instance, by the holder of the lease only. */
export function startTimerPass(context: WorkerContext): Pass {
  return async (town) => {
    const now = context.clock.now();
    const { claimed } = await claimDue(
      async () => (await context.database.executeQuery(dueStarts(now, bulk, town ?? null))).rows,
      async (town, mine) => {
        const keys = [
          mine.map((row) => row.process_id),
          mine.map((row) => row.element_id),
          mine.map((row) => row.trigger_no),
        ];
        return (await context.database.executeQuery(claimStarts(town, now, leaseUntil(now), ...keys))).rows;
      },
    );
    if (claimed.length > 0) crashPoint('start:claimed');
    await Promise.all(claimed.map((start) => fire(context, start)));
    return claimed.length;
  };
}

async function fire(context: WorkerContext, start: ClaimedStart): Promise<void> {
  const { town_id: town, process_id, procedure_key, element_id, trigger_no, fence, attempts } = start;
  const at = [town, procedure_key, element_id, trigger_no, fence] as const;
  const next = nextRound(start);
  const consume = async (trx: Trx) => {
    const { numAffectedRows } = await trx.executeQuery(advanceStart(...at, next?.due ?? null, next?.left ?? null));
    if (numAffectedRows !== 1n) throw new Gone();
    return {};
  };
  try {
    await begin(context, town, start, {
      variables: {},
      businessKey: null,
      options: { actor },
      asked: undefined,
      consume,
      dropsWhenEarly: true,
    });
  } catch (error) {
    // Another version has taken over, or another holder was quicker.
    if (error instanceof Gone) return;
    context.logger.warn(
      { town, process: process_id, element: element_id, attempt: attempts, err: error },
      'start by time failed',
    );
    const until = new Date(context.clock.now().getTime() + backoff(attempts));
    await context.database.executeQuery(postponeStart(...at, until));
  }
}
