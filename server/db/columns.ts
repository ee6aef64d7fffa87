import type { ColumnType } from 'kysely';

/** jsonb: read as the value, written as its text. */
export type Jsonb<T> = ColumnType<T, string, string>;

/** numeric and bigint: pg hands them over as text, so that no digit is lost. */
export type Decimal = ColumnType<string, string | number, string | number>;

/** date: read as `YYYY-MM-DD` (cast in the query), written the same. */
export type Day = ColumnType<string, string, string>;
