import type { Actor } from '../model/door.ts';
import { Rejected } from '../model/rejection.ts';
import { commandRequest } from '../runtime/requests.ts';
import { crashPoint } from '../store/crash-point.ts';
import { type ClaimedTimer, claimTimers, dueTimers, postponeTimer } from '../store/ops/claim-timers.ts';
import { backoff, bulk, claimDue, leaseUntil, type Pass, type WorkerContext } from './context.ts';

const actor: Actor = { kind: 'system', id: 'timer' };

/** Fires due timers. The command on the locked instance checks again that the timer is live, so a double claim is harmless. */
export function timerPass(context: WorkerContext): Pass {
  return async (town) => {
    const now = context.clock.now();
    const { due, claimed } = await claimDue(
      async () => (await context.database.executeQuery(dueTimers(now, bulk, town ?? null))).rows,
      async (town, mine) => {
        const ids = [mine.map((row) => row.instance_id), mine.map((row) => row.timer_no)];
        return (await context.database.executeQuery(claimTimers(town, now, leaseUntil(now), ...ids))).rows;
      },
    );
    if (claimed.length > 0) crashPoint('timer:claimed');
    // In the order they were due, as far as they concern the same instance.
    const order = new Map(due.map((row, index) => [keyOf(row), index]));
    const sorted = [...claimed].sort((a, b) => order.get(keyOf(a))! - order.get(keyOf(b))!);
    await Promise.all(sorted.map((timer) => fire(context, timer)));
    return claimed.length;
  };
}

const keyOf = (row: { readonly town_id: number; readonly instance_id: string; readonly timer_no: number }) =>
  `${row.town_id}:${row.instance_id}:${row.timer_no}`;

async function fire(context: WorkerContext, timer: ClaimedTimer): Promise<void> {
  const ref = { town: timer.town_id, instance: timer.instance_id };
  try {
    await context.submit(commandRequest(ref, { type: 'timer.fire', timer: timer.timer_no }, { actor }));
  } catch (error) {
    if (error instanceof Rejected && error.code === 'not-found') return;
    context.logger.warn({ ...ref, timer: timer.timer_no, attempt: timer.attempts, err: error }, 'timer could not fire');
    const until = new Date(context.clock.now().getTime() + backoff(timer.attempts));
    await context.database.executeQuery(postponeTimer(ref.town, ref.instance, timer.timer_no, timer.fence, until));
  }
}
