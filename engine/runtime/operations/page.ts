import type { Page, PageRequest } from '../../model/operations.ts';
import { Rejected, reject } from '../../model/rejection.ts';
import { isUuid } from '../uuid.ts';

/** What a cursor carries: the keys of the last row that was shown. */
export type CursorKind = 'uuid' | 'integer' | 'instant';
export type CursorKeys = readonly (string | number)[];

export interface Paging {
  /** Rows to show; one more is read, to know whether there are more. */
  readonly limit: number;
  /** Keys of the last row of the page before. */
  readonly after: CursorKeys | undefined;
}

/** Reads a page request; throws `Rejected` (`invalid`) for a limit out of bounds or a cursor that is not ours. */
export function pagingOf({ limit = 50, cursor }: PageRequest, kinds: readonly CursorKind[]): Paging {
  if (!Number.isInteger(limit) || limit < 1 || limit > 200)
    throw new Rejected(reject('invalid', `Expected a limit of 1 to 200 but got ${limit}`));
  return { limit, after: cursor === undefined ? undefined : keysOf(cursor, kinds) };
}

function keysOf(cursor: string, kinds: readonly CursorKind[]): CursorKeys {
  const keys = parse(cursor);
  if (Array.isArray(keys) && keys.length === kinds.length && keys.every((key, at) => fits(key, kinds[at]!)))
    return keys;
  throw new Rejected(reject('invalid', 'Expected the cursor of a page before but got something else'));
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const fits = (key: unknown, kind: CursorKind): boolean => {
  if (kind === 'integer') return Number.isInteger(key) && Math.abs(key as number) < 2 ** 31;
  if (typeof key !== 'string') return false;
  return kind === 'uuid' ? isUuid(key) : !Number.isNaN(Date.parse(key));
};

/** The page of rows of which one more than the limit was read. */
export function pageOf<Row, T>(
  { limit }: Paging,
  rows: readonly Row[],
  keys: (row: Row) => CursorKeys,
  item: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const next = last && Buffer.from(JSON.stringify(keys(last))).toString('base64url');
  return { items: shown.map(item), next };
}
