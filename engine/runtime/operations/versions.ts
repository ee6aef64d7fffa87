import type { AskedBy } from '../../model/caller.ts';
import { Rejected, reject } from '../../model/rejection.ts';
import {
  lockResting,
  moveTag,
  type RestingStart,
  resumeStart,
  setActive,
  suspendStarts,
} from '../../store/ops/write-versions.ts';
import type { Database, Trx } from '../../store/statement.ts';
import { roundFrom } from '../start-triggers.ts';
import { once } from './once.ts';

interface Versions {
  readonly database: Database;
  readonly clock: { now(): Date };
}

/** Moves a tag by hand: of a process one version carries it afterwards. Throws `Rejected` when there is no such version. */
export async function tagVersion(
  { database, clock }: Versions,
  town: number,
  key: string,
  tag: string | null,
  options?: AskedBy,
): Promise<void> {
  if (tag !== null && (tag.trim() !== tag || tag === '' || tag.length > 100))
    throw new Rejected(reject('invalid', `Expected a tag of 1 to 100 characters but got “${tag}”`));
  await once(database, { town, options, asked: { tag: [key, tag] }, now: clock.now() }, async (trx) => {
    await trx.executeQuery(moveTag(town, key, await processOf(trx, town, key), tag));
    return {};
  });
}

/** Nothing begins with the version any more, and its triggers rest. */
export async function suspendVersion(
  { database, clock }: Versions,
  town: number,
  key: string,
  options?: AskedBy,
): Promise<void> {
  await once(database, { town, options, asked: { suspendVersion: key }, now: clock.now() }, async (trx) => {
    await processOf(trx, town, key);
    await trx.executeQuery(setActive(town, key, false));
    await trx.executeQuery(suspendStarts(town, key));
    return {};
  });
}

/** It begins instances again. A single time that has passed begins one now; rounds that have passed are left out. */
export async function resumeVersion(
  { database, clock }: Versions,
  town: number,
  key: string,
  options?: AskedBy,
): Promise<void> {
  const now = clock.now();
  await once(database, { town, options, asked: { resumeVersion: key }, now }, async (trx) => {
    await processOf(trx, town, key);
    await trx.executeQuery(setActive(town, key, true));
    const { rows } = await trx.executeQuery(lockResting(town, key));
    for (const row of rows) {
      const { due, left } = timing(row, now);
      await trx.executeQuery(resumeStart(town, key, row.element_id, row.trigger_no, due, left));
    }
    return {};
  });
}

const timing = ({ due_at, rounds_left, every }: RestingStart, now: Date) =>
  due_at === null || every === null
    ? { due: due_at, left: rounds_left }
    : (roundFrom({ due_at, rounds_left, every }, now) ?? { due: null, left: null });

async function processOf(trx: Trx, town: number, key: string): Promise<string> {
  const row = await trx
    .selectFrom('procedure_version')
    .select('process_id')
    .where('town_id', '=', town)
    .where('procedure_key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  if (row) return row.process_id;
  throw new Rejected(reject('not-found', `Expected version ${key} in town ${town} but it is not deployed`));
}
