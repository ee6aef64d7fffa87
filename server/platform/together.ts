/** Of one database and town: what waits for the read that is under way. */
interface Lane<Row> {
  busy: boolean;
  waiting: { readonly key: string; resolve(row: Row | undefined): void; reject(error: unknown): void }[];
}

/**
 * A read by key that many requests do at the same time: those that are asked for while one is in the database travel
 * together in the next statement, so that an office full of people costs a few statements and one person waits for nobody.
 * Nothing is kept: a read always begins after it was asked for.
 *
 *     const findThing = together(async (db, town, keys) => new Map(rows.map((row) => [row.key, row])));
 *     await findThing(db, town, key); // undefined when there is none
 */
export function together<Db extends object, Row>(
  read: (db: Db, town: number, keys: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
): (db: Db, town: number, key: string) => Promise<Row | undefined> {
  const lanes = new WeakMap<Db, Map<number, Lane<Row>>>();

  async function run(db: Db, town: number, lane: Lane<Row>): Promise<void> {
    lane.busy = true;
    while (lane.waiting.length > 0) {
      const asked = lane.waiting;
      lane.waiting = [];
      try {
        const found = await read(db, town, [...new Set(asked.map(({ key }) => key))]);
        for (const { key, resolve } of asked) resolve(found.get(key));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    lane.busy = false;
  }

  return (db, town, key) => {
    const towns = lanes.get(db) ?? new Map<number, Lane<Row>>();
    lanes.set(db, towns);
    const lane = towns.get(town) ?? { busy: false, waiting: [] };
    towns.set(town, lane);
    const { promise, resolve, reject } = Promise.withResolvers<Row | undefined>();
    lane.waiting.push({ key, resolve, reject });
    if (!lane.busy) void run(db, town, lane);
    return promise;
  };
}
