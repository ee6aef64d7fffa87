import type { BatchFigures, EngineLoad, Outcome } from '../../model/door.ts';
import type { Request, Settled } from './request.ts';

interface Pending {
  readonly request: Request;
  /** Town and instance. */
  readonly id: string;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface Queue {
  /** Resolves when the batch that carried the command is committed; rejects when it was refused or the engine is stopped. */
  submit(request: Request): Promise<Outcome>;
  load(): EngineLoad;
  /** Resolves when nothing is queued and no batch is in the database. */
  idle(): Promise<void>;
  /** Takes no more, finishes what was taken. */
  stop(): Promise<void>;
}

export interface QueueOptions {
  /** Batches in the database at the same time: 2 or 3 were best. */
  readonly writers: number;
  /** Commands that a batch has at least when it is begun beside another. */
  readonly enough: number;
  /** Commands in a batch at most. */
  readonly size: number;
  readonly settle: (requests: readonly Request[]) => Promise<readonly Settled[]>;
  /** Told of every batch that went through, before its callers are answered. */
  readonly settled: (requests: readonly Request[], settled: readonly Settled[]) => void;
  /** Told of every batch, also of one that failed. */
  readonly observer?: ((batch: BatchFigures) => void) | undefined;
}

/**
 * Group commit: while a batch is in the database the next one fills; whenever a writer is free it takes what is there.
 * No timer. Commands on one instance never travel in two batches at once, so they keep their order and wait for no lock.
 */
export function createQueue(options: QueueOptions): Queue {
  let pending: Pending[] = [];
  const busy = new Set<string>();
  let active = 0;
  let slow = 0;
  /** Commands in the batches that are in the database. */
  let writing = 0;
  let scheduled = false;
  let stopped = false;
  const idlers: (() => void)[] = [];

  /** Once the callers that the last batch answered have had their turn, so that their next commands travel together. */
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (active < options.writers) {
        if (active > 0 && !worthAnother()) break;
        const batch = take(share());
        if (batch.length === 0) break;
        void run(batch);
      }
      if (active === 0 && pending.length === 0) for (const resolve of idlers.splice(0)) resolve();
    });
  };

  /** All that wait; where there are enough for several writers each gets its part, and one steps while another writes. */
  const share = () => {
    const parts = Math.min(options.writers - active, Math.floor(pending.length / options.enough));
    return Math.min(options.size, Math.floor(pending.length / Math.max(1, parts)));
  };

  const take = (size: number): Pending[] => {
    const batch: Pending[] = [];
    const rest: Pending[] = [];
    for (const one of pending) (batch.length < size && !busy.has(one.id) ? batch : rest).push(one);
    pending = rest;
    return batch;
  };

  /**
   * A batch beside those under way pays for its own commit and statements: worth it when there is enough for both and it is
   * no smaller than they are, else callers that come one by one would split into ever smaller batches. Or when the first may
   * take long, because domain code runs in it.
   */
  const worthAnother = () => pending.length >= Math.max(options.enough, writing) || slow > 0;

  const run = async (batch: readonly Pending[]) => {
    active++;
    writing += batch.length;
    const isSlow = batch.some(({ request }) => request.held !== undefined || request.options.companion !== undefined);
    if (isSlow) slow++;
    for (const { id } of batch) busy.add(id);
    const requests = batch.map((one) => one.request);
    const taken = performance.now();
    const settled = await options.settle(requests).catch((error: unknown) => batch.map(() => ({ error })));
    for (const { id } of batch) busy.delete(id);
    active--;
    writing -= batch.length;
    const refused = settled.filter((result) => 'error' in result).length;
    options.observer?.({ accepted: batch.length - refused, refused, ms: performance.now() - taken });
    if (isSlow) slow--;
    options.settled(requests, settled);
    batch.forEach((one, index) => {
      const result = settled[index]!;
      if ('error' in result) one.reject(result.error);
      else one.resolve(result.outcome);
    });
    schedule();
  };

  const idle = () =>
    new Promise<void>((resolve) => {
      idlers.push(resolve);
      schedule();
    });

  return {
    submit: (request) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new Error('Expected a running engine but it was stopped'));
        pending.push({ request, id: `${request.town}:${request.instance}`, resolve, reject });
        schedule();
      }),
    load: () => ({ waiting: pending.length, writing: active }),
    idle,
    stop: () => {
      stopped = true;
      return idle();
    },
  };
}
