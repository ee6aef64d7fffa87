import type { CompiledQuery, Kysely } from 'kysely';
import { genericPlans, pipeline } from '../../engine/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: of whatever tables
type Db = Kysely<any>;

/** How one kind of thing is read: the named statement that finds these keys in a town, and its rows by key. */
interface Read<Row, Found> {
  find(town: number, keys: readonly string[]): CompiledQuery<Row>;
  keyed(rows: readonly Row[]): ReadonlyMap<string, Found>;
}

/** Somebody who waits for what has this key. */
interface Asked {
  readonly read: Read<unknown, unknown>;
  readonly town: number;
  readonly key: string;
  resolve(found: unknown): void;
  reject(error: unknown): void;
}

/** Of one database: what waits for the message that is under way. */
interface Lane {
  busy: boolean;
  waiting: Asked[];
}

const lanes = new WeakMap<Db, Lane>();

/**
 * A read by key that many requests do at the same time. Whatever is asked for while a message is in the database, of all
 * kinds, travels together in the next, one statement a kind and town: an office full of people costs a few messages, and
 * one person waits for nobody. Nothing is kept: a read always begins after it was asked for.
 *
 *     const findThing = together({ find: selectThings, keyed: (rows) => new Map(rows.map((row) => [row.key, row])) });
 *     await findThing(db, town, key); // undefined when there is none
 */
export function together<Row, Found>(
  read: Read<Row, Found>,
): (db: Db, town: number, key: string) => Promise<Found | undefined> {
  return (db, town, key) => {
    const lane = lanes.get(db) ?? { busy: false, waiting: [] };
    lanes.set(db, lane);
    return new Promise<Found | undefined>((resolve, reject) => {
      lane.waiting.push({ read, town, key, resolve, reject } as Asked);
      if (!lane.busy) void run(db, lane);
    });
  };
}

async function run(db: Db, lane: Lane): Promise<void> {
  lane.busy = true;
  while (lane.waiting.length > 0) {
    const asked = lane.waiting;
    lane.waiting = [];
    await answer(db, asked);
  }
  lane.busy = false;
}

/** One bad key must not spoil the reads of others: what was refused together is asked again one by one. */
async function answer(db: Db, asked: readonly Asked[]): Promise<void> {
  const groups = [...Map.groupBy(asked, ({ read }) => read).values()].flatMap((some) => [
    ...Map.groupBy(some, ({ town }) => town).values(),
  ]);
  const statements = groups.map(([one, ...others]) => {
    const keys = new Set([one!, ...others].map(({ key }) => key));
    return one!.read.find(one!.town, [...keys]);
  });
  try {
    const results = await pipeline(db, db.isTransaction ? statements : [genericPlans, ...statements]);
    const answers = results.slice(-groups.length);
    for (const [index, group] of groups.entries()) {
      const found = group[0]!.read.keyed(answers[index]!.rows);
      for (const { key, resolve } of group) resolve(found.get(key));
    }
  } catch (error) {
    const refused = error instanceof Error && 'severity' in error;
    if (refused && asked.length > 1 && !db.isTransaction) for (const one of asked) await answer(db, [one]);
    else for (const { reject } of asked) reject(error);
  }
}
