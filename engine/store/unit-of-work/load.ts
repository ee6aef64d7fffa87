import type { TownFacts } from '../../model/door.ts';
import type { World } from '../../model/world.ts';
import { type LockedInstance, lockInstances } from '../ops/lock-instances.ts';
import { type LockedJob, lockJobs } from '../ops/lock-jobs.ts';
import { type Recalled, recallOutcomes } from '../ops/recall-outcomes.ts';
import { pipeline, type Trx } from '../statement.ts';
import type { BatchContext, Group } from './batch.ts';
import { type Latest, taggedId } from './latest.ts';
import type { Request } from './request.ts';
import type { Work } from './work.ts';

/** What a group begins with. */
interface Read {
  readonly instances: readonly LockedInstance[];
  readonly jobs: readonly LockedJob[];
  readonly recalled: readonly Recalled[];
}

/** What was remembered instead of what would be read: the writes find out whether it still holds. */
export const ofMemory = (instances: readonly LockedInstance[]): Read => ({ instances, jobs: [], recalled: [] });

/** Locks and reads everything that the requests of one town need, in one round trip. */
export async function readGroup(trx: Trx, town: number, requests: readonly Request[]): Promise<Read> {
  const ids = [...new Set(requests.map((request) => request.instance))].sort();
  const held = requests.flatMap((request) => (request.held ? [request.held.job] : []));
  const keys = requests.flatMap((request) => request.options.idempotencyKey ?? []);
  const jobs = lockJobs(
    town,
    held.map((job) => job.instance),
    held.map((job) => job.id),
  );
  const results = await pipeline(trx, [
    lockInstances(town, ids),
    ...(held.length > 0 ? [jobs] : []),
    ...(keys.length > 0 ? [recallOutcomes(town, keys)] : []),
  ]);
  const rest = results.slice(1).map(({ rows }) => rows);
  return {
    instances: results[0]!.rows as LockedInstance[],
    jobs: (held.length > 0 ? rest.shift() : []) as LockedJob[],
    recalled: (rest.shift() ?? []) as Recalled[],
  };
}

/** Everything of one town in a batch, with the procedures that it needs (one more round trip for those not known yet). */
export async function groupOf(
  context: BatchContext,
  trx: Trx,
  town: number,
  requests: readonly Request[],
  { instances, jobs, recalled }: Read,
  { facts, now }: { readonly facts: TownFacts; readonly now: Date },
): Promise<Group> {
  const starts = requests.flatMap((request) => request.start ?? []);
  const latest = await context.procedures.prepare(trx, town, {
    keys: [
      ...instances.flatMap((row) => row.procedures),
      ...starts.flatMap(({ process, version }) => (version ? [`${process}@${version}`] : [])),
      ...requests.flatMap((request) => request.procedures ?? []),
    ],
    // Also of a start that names its version, for it may be suspended.
    processes: starts.map(({ process, tag }) => (tag === undefined ? process : taggedId(process, tag))),
  });
  return {
    town,
    requests,
    facts,
    now,
    trx,
    world: worldOf(context, town, now, facts, latest),
    latest,
    works: new Map(instances.map((row) => [row.instance_id, workOf(town, row, now)])),
    fences: new Map(jobs.map((row) => [`${row.instance_id}:${row.job_no}`, row.fence])),
    remembered: new Map(recalled.map((row) => [row.key, { hash: row.request_hash, outcome: row.outcome }])),
    fresh: [],
    entries: [],
    deliveries: [],
  };
}

export function worldOf(
  context: Pick<BatchContext, 'procedures'>,
  town: number,
  now: Date,
  facts: TownFacts,
  latest: Latest,
): World {
  const procedure = (key: string) => context.procedures.peek(town, key);
  // With a suspended version nothing begins, and no older one takes its place.
  const newest = (id: string) => {
    const key = latest.keys.get(id);
    return key === undefined || latest.suspended.has(key) ? undefined : procedure(key);
  };
  return {
    now: now.getTime(),
    procedure,
    latest: newest,
    tagged: (process, tag) => newest(taggedId(process, tag)),
    calendar: facts.calendar,
    hasHands: (group) => facts.hasHands(group),
  };
}

const workOf = (town: number, row: LockedInstance, now: Date): Work => ({
  town,
  instance: row.instance_id,
  procedure: row.procedure_key,
  businessKey: row.business_key,
  stored: true,
  createdAt: now.getTime(),
  state: row.state,
  status: row.status,
  rev: row.rev,
  before: row.rev,
  touched: false,
  changes: new Map(),
  reschedules: new Map(),
});
