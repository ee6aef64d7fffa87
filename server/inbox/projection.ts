import type { Projection } from '../../engine/model/door.ts';
import type { Trx } from '../db/schema.ts';
import { dropDrafts } from './queries.ts';

/** What was saved of a form goes when its task is done, in the batch that completed it. */
export const draftProjection: Projection<Trx> = async (_trx, town, accepted) => {
  const done = accepted.flatMap(({ instance, outcome }) =>
    outcome.events.flatMap((event) => (event.type === 'task.completed' ? [{ instance, task: event.task }] : [])),
  );
  return done.length > 0 ? [dropDrafts(town, done)] : [];
};
