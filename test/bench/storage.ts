import type { Pool } from 'pg';
import { inPlace } from './place.ts';
import { measure, startInstances, throughEngine } from './workload.ts';

const INSTANCES = 4_000;
/** Bytes that were promised. */
const BOUNDS = { waiting: 3 * 1024, finished: 8 * 1024 };

/**
 * What a waiting instance (one open task) and a finished one (five tasks, its whole history) take, indexes included. Two
 * waves of instances are there before: space that their vacuum gave back is used again, as in a town at work.
 */
export const storageFigures = (): Promise<readonly object[]> =>
  inPlace(async ({ engine, pool }) => {
    const wave = async () => {
      const before = await sizes(pool);
      const started = await startInstances(engine, INSTANCES);
      const waiting = difference(before, await sizes(pool));
      await measure(64, started, throughEngine(engine));
      return { waiting, finished: difference(before, await sizes(pool)) };
    };
    const first = await wave();
    await wave();
    const { finished } = await wave();
    return [told('waiting', first.waiting), told('finished', finished)];
  });

function told(what: keyof typeof BOUNDS, of: Readonly<Record<string, number>>): object {
  const bytes = Object.values(of).reduce((sum, one) => sum + one, 0);
  return { figure: `bytes of a ${what} instance`, bytes, of, ratio: Math.round((bytes / BOUNDS[what]) * 100) / 100 };
}

/** Bytes of each table and index, months of the history together. */
async function sizes(pool: Pool): Promise<Readonly<Record<string, number>>> {
  await pool.query('vacuum analyze');
  const { rows } = await pool.query<{ name: string; bytes: string }>(
    `select regexp_replace(relname, '^history_(\\d{4}_\\d{2}|default)', 'history') as name, sum(pg_relation_size(oid)) as bytes
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') group by 1`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

/** By instance, of what changed by a byte or more. */
const difference = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(after)
      .map(([name, bytes]) => [name, Math.round((bytes - (before[name] ?? 0)) / INSTANCES)] as const)
      .filter(([, bytes]) => bytes !== 0),
  );
