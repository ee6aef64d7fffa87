import type { InstanceState } from '../../model/instance.ts';
import type { LockedInstance } from '../ops/lock-instances.ts';
import type { Request } from './request.ts';
import { standsIn, stateText, type Work } from './work.ts';

/** An instance as its row was after the last commit here. Another server may have moved it since. */
type Remembered = Omit<LockedInstance, 'state'> & { readonly text: string };

/** Characters of states that are kept; two bytes each at most. A state is one to two thousand. */
const most = 16_000_000;

/**
 * Instances that this process wrote last, the latest of them. Whoever goes on with one need not lock and read it first:
 * the UPDATE demands the revision that was remembered, and when it is another the command is tried again from the row.
 * So what is remembered may be out of date, and may be forgotten at any time. All of it is when a connection was opened
 * since: the server behind it may be another, in which that revision is something else.
 */
export interface Memory {
  /** All instances of the requests, in the order of their ids, when they are known and nothing but a command is asked. */
  recall(requests: readonly Request[]): readonly LockedInstance[] | undefined;
  /** How many connections there were: to be asked in the transaction whose work is kept afterwards. */
  connections(): number | undefined;
  /** After the commit; nothing when a connection was opened since its transaction. */
  keep(work: Work, connections: number | undefined): void;
  forget(requests: readonly Request[]): void;
  /** What was recalled did not hold. Where another server works on the same instances that costs more than it saves. */
  distrust(): void;
}

/** Batches that read their rows after one that had remembered wrongly: more each time, until it goes well again. */
const distrusted = { first: 16, most: 1024 };

/**
 * `connections` counts the connections that the database has opened so far (undefined: nobody knows, so nothing is
 * remembered), `limit` is in characters of state.
 */
export function createMemory(connections: () => number | undefined, limit = most): Memory {
  /** The least recently used first. */
  const known = new Map<string, Remembered>();
  let characters = 0;
  let since = connections();
  let reading = 0;
  let penalty = 0;
  const keyOf = (town: number, instance: string) => `${town}:${instance}`;
  const drop = (key: string) => {
    characters -= known.get(key)?.text.length ?? 0;
    known.delete(key);
  };
  return {
    recall: (requests) => {
      const now = connections();
      if (now === undefined || now !== since) {
        since = now;
        known.clear();
        characters = 0;
      }
      if (reading > 0) {
        reading--;
        return undefined;
      }
      const found = new Map<string, LockedInstance>();
      for (const request of requests) {
        const row = isPlain(request) ? known.get(keyOf(request.town, request.instance)) : undefined;
        if (!row) return undefined;
        if (found.has(row.instance_id)) continue;
        const { text, ...rest } = row;
        found.set(row.instance_id, { ...rest, state: JSON.parse(text) as InstanceState });
      }
      penalty = Math.floor(penalty / 2);
      return [...found.values()].sort((a, b) => (a.instance_id < b.instance_id ? -1 : 1));
    },
    connections,
    keep: (work, before) => {
      const key = keyOf(work.town, work.instance);
      drop(key);
      if (work.status !== 'active' || before !== connections()) return;
      const text = stateText(work);
      known.set(key, {
        instance_id: work.instance,
        procedure_key: work.procedure,
        procedures: standsIn(work),
        business_key: work.businessKey,
        status: work.status,
        rev: work.rev,
        text,
      });
      characters += text.length;
      for (const oldest of known.keys()) {
        if (characters <= limit) break;
        drop(oldest);
      }
    },
    forget: (requests) => {
      for (const { town, instance } of requests) drop(keyOf(town, instance));
    },
    distrust: () => {
      penalty = Math.min(distrusted.most, Math.max(distrusted.first, penalty * 8));
      reading = penalty;
    },
  };
}

/**
 * What needs more rows than its instance's, or runs domain code that counts on the lock, reads first. Whether a key was
 * used before the unique key tells.
 */
const isPlain = ({ start, held, procedures, options }: Request) => !start && !held && !procedures && !options.companion;
