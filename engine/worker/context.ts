import type { Outcome } from '../model/door.ts';
import type { Reach } from '../runtime/starts.ts';
import type { Request } from '../store/unit-of-work/request.ts';

/** What the workers share. */
export interface WorkerContext extends Reach {
  readonly submit: (request: Request) => Promise<Outcome>;
  readonly logger: Logger;
}

export interface Logger {
  info(o: object, m?: string): void;
  warn(o: object, m?: string): void;
  error(o: object, m?: string): void;
}

/** Takes what is due in all towns (or in one), carries it out, and answers how many it took. */
export type Pass = (town?: number) => Promise<number>;

/** Taken at a time: as many as a batch holds. */
export const bulk = 200;

/** Who takes something has it for 30 s; then it is free again, and a higher fence keeps the late one out. */
export const leaseMs = 30_000;

export const leaseUntil = (now: Date): Date => new Date(now.getTime() + leaseMs);

/** 10 s, 20 s, 40 s … 10 min, in milliseconds. */
export const backoff = (attempts: number): number => Math.min(10_000 * 2 ** Math.max(0, attempts - 1), 600_000);

/**
 * Looks what is due (locking nothing), then claims it town by town. Another engine may have been quicker with all of it:
 * then there may be more behind it, so it looks again.
 */
export async function claimDue<D extends { readonly town_id: number }, C>(
  look: () => Promise<readonly D[]>,
  claim: (town: number, mine: readonly D[]) => Promise<readonly C[]>,
): Promise<{ readonly due: readonly D[]; readonly claimed: readonly C[] }> {
  for (let tries = 0; ; tries++) {
    const due = await look();
    const towns = [...new Set(due.map((row) => row.town_id))];
    const claimed = await Promise.all(
      towns.map((town) =>
        claim(
          town,
          due.filter((row) => row.town_id === town),
        ),
      ),
    );
    if (due.length === 0 || claimed.some((mine) => mine.length > 0) || tries === 4)
      return { due, claimed: claimed.flat() };
  }
}
