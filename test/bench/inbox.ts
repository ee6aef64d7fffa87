import type { Kysely } from 'kysely';
import pg from 'pg';
import { openDatabase, openPool } from '../../engine/index.ts';
import { listCases } from '../../server/cases/queries.ts';
import { migrateAll } from '../../server/db/migrate.ts';
import type { Database } from '../../server/db/schema.ts';
import { countTasks, listTasks } from '../../server/inbox/list.queries.ts';
import { findCasesOf } from '../../server/parties/queries.ts';
import { few, fillTasks } from './inbox-fill.ts';
import { inPlace } from './place.ts';
import { town } from './workload.ts';

/** Of a county's many years. */
const many = Number(process.env.ONEDOOR_BENCH_TASKS ?? 5_000_000);
const LOOKS = 3000;
const WARM = 200;
const now = new Date('2026-11-23T09:00:00+08:00');
const me = { id: 'u-7', roles: ['mediator'] } as const;
/** A role that nothing waits for. */
const nobody = { id: 'u-0', roles: ['leader'] } as const;

type Look = (database: Kysely<Database>) => Promise<unknown>;

/** Milliseconds. */
interface Taken {
  readonly p50: number;
  readonly p99: number;
}

/**
 * An inbox page, its counts and a search by party over few tasks and over very many: p50 and p99, warm. Two databases of
 * one server take turns look by look, so that whatever else the machine does falls on both. `--scale` only.
 */
export const inboxFigures = (): Promise<readonly object[]> =>
  inPlace(async (place) => {
    await filled(place.url, few);
    await place.hand.query('create database many');
    const url = place.url.replace(/\/[^/?]*(?=\?|$)/, '/many');
    await filled(url, many);
    const pools = [openPool(place.url), openPool(url)] as const;
    try {
      const figures: object[] = [];
      for (const [what, look] of Object.entries(looks)) {
        const [small, large] = await inTurns(look, openDatabase<Database>(pools[0]), openDatabase<Database>(pools[1]));
        figures.push({
          ...{ figure: what, tasks: many, ...large, few: small },
          ratio: hundredths(large.p99 / small.p99),
          ratioOfMedians: hundredths(large.p50 / small.p50),
        });
      }
      return figures;
    } finally {
      await Promise.all(pools.map((pool) => pool.end()));
    }
  });

const page = { view: 'mine', me, limit: 51 } as const;
const after = { due: null, created: new Date(0), instance: '018f0000-0000-7000-8000-000000000000', no: 0 };
const none = Buffer.alloc(8, 0xff);
const keys = { name: Buffer.from('00000000000003e8', 'hex'), phone: none, tail: none, idNumber: none };

const looks: Readonly<Record<string, Look>> = {
  'an inbox page': (database) => listTasks(database, town, page),
  'the page of the undated': (database) => listTasks(database, town, { ...page, after }),
  'the unclaimed of a role': (database) => listTasks(database, town, { ...page, view: 'unclaimed' }),
  'the unclaimed of an empty role': (database) => listTasks(database, town, { ...page, view: 'unclaimed', me: nobody }),
  'what is done': (database) => listTasks(database, town, { ...page, view: 'done' }),
  'the counts of an inbox': (database) => countTasks(database, town, me, now),
  'a search by party': async (database) => {
    const ids = await findCasesOf(database, town, keys);
    if (ids.length !== 1) throw new Error(`Expected one case but found ${ids.length}`);
    return listCases(database, town, { view: 'all', text: '张三', ids, limit: 51 });
  },
};

/** The schema and its tasks, however long that takes. */
async function filled(url: string, tasks: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: url });
  try {
    await migrateAll(pool);
    await fillTasks(pool, tasks);
  } finally {
    await pool.end();
  }
}

async function inTurns(look: Look, small: Kysely<Database>, large: Kysely<Database>): Promise<readonly [Taken, Taken]> {
  const taken = [[] as number[], [] as number[]] as const;
  const timed = async (which: 0 | 1) => {
    const begin = performance.now();
    await look(which === 0 ? small : large);
    taken[which].push(performance.now() - begin);
  };
  for (let round = -WARM; round < LOOKS; round++) {
    if (round === 0) for (const times of taken) times.length = 0;
    // Who begins changes, so that none is always the one after the other.
    await timed(round % 2 === 0 ? 0 : 1);
    await timed(round % 2 === 0 ? 1 : 0);
  }
  return [quantiles(taken[0]), quantiles(taken[1])];
}

function quantiles(times: number[]): Taken {
  times.sort((a, b) => a - b);
  const at = (share: number) => hundredths(times[Math.floor(times.length * share)]!);
  return { p50: at(0.5), p99: at(0.99) };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;
