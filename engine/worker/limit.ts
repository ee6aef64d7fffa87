import type { JobAction } from '../model/door.ts';
import type { Trx } from '../store/statement.ts';

/**
 * An action that takes longer has failed: before its lease is over, and before PostgreSQL ends a transaction in which
 * nothing happens (60 s). Without a limit one that never ends would keep a writer, and all workers with it, for ever.
 */
export const actionMs = 20_000;

/**
 * The action with this limit. Once it has ended, however it did, its transaction answers it no more: by then that may be
 * another one's.
 */
export const limited =
  (action: JobAction<Trx>): JobAction<Trx> =>
  async (context, job) => {
    let over = false;
    const trx = new Proxy(context.trx, {
      get: (target, name) => {
        if (over) throw new Error(`Expected action “${job.type}” to leave its transaction alone after its end`);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new Error(`Expected action “${job.type}” to end within ${actionMs / 1000} s but it did not`)),
      actionMs,
    );
    try {
      return await Promise.race([action({ ...context, trx }, job), late]);
    } finally {
      over = true;
      clearTimeout(timer);
    }
  };
