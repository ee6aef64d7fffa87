import type { ServerDeps } from './deps.ts';
import { deleteRequestsBefore } from './idempotency/queries.ts';
import { deleteAttemptsBefore } from './identity/queries.ts';
import { listTowns } from './towns/queries.ts';

const day = 86_400_000;
/** As long as the engine keeps its first answers: who asks again later asks anew. */
const answersKept = 30 * day;
/** A lock lasts a quarter of an hour. */
const attemptsKept = day;

/** Throws away what has served its time: first answers of requests, and wrong passwords. */
export async function tidy({ database, clock }: Pick<ServerDeps, 'database' | 'clock'>): Promise<void> {
  const now = clock.now().getTime();
  const towns = await listTowns(database);
  for (const town of towns) await deleteRequestsBefore(database, town, new Date(now - answersKept));
  for (const town of [0, ...towns]) await deleteAttemptsBefore(database, town, new Date(now - attemptsKept));
}
