import { Problem } from './problem.ts';

type Part = string | number | null;

/** What each place of a cursor must hold; with `?` it may be null. */
export type PartKind = 'date' | 'date?' | 'uuid' | 'number';

/** Where a page ended, as an opaque text for the address of the next. */
export const encodeCursor = (position: readonly Part[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** The position of a cursor; undefined without one, 400 when it is not one of ours. */
export function decodeCursor<Position extends readonly Part[]>(
  cursor: string | undefined,
  kinds: { readonly [At in keyof Position]: PartKind },
): Position | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const position = parse(cursor);
  const fits = position?.length === kinds.length && kinds.every((kind, at) => isKind(kind as PartKind, position[at]));
  if (!fits) throw new Problem(400, 'bad-cursor', '翻页位置无效，请回到第一页');
  return position as unknown as Position;
}

function parse(cursor: string): unknown[] | undefined {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(position) ? position : undefined;
  } catch {
    return undefined;
  }
}

function isKind(kind: PartKind, part: unknown): boolean {
  if (kind === 'number') return Number.isSafeInteger(part);
  if (kind === 'uuid') return typeof part === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(part);
  if (kind === 'date?' && part === null) return true;
  return typeof part === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(part) && !Number.isNaN(Date.parse(part));
}
