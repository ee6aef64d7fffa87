import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Compressed bytes of a table that make one entry of the archive. */
const chunkSize = 16 * 1024 * 1024;

/** How values are written as text: the same on both sides, whatever the servers and roles are set to. */
export const copySettings =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; " +
  "set local extra_float_digits = 3; set local client_encoding = 'UTF8'; set local bytea_output = 'hex'; " +
  'set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0';

const columnList = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');

/** Rows of a table as compressed COPY text, in chunks handed to `take`; answers how many rows there were. */
export async function copyOut(
  client: ClientBase,
  table: { readonly name: string; readonly columns: readonly string[] },
  take: (chunk: Buffer) => Promise<void>,
): Promise<number> {
  // The form with a query also reads partitioned tables, on every version.
  const idle = untilIdle(client);
  const rows = client.query(copyTo(`copy (select ${columnList(table.columns)} from "${table.name}") to stdout`));
  let held: Buffer[] = [];
  let size = 0;
  await pipeline(rows, createGzip(), async (compressed: AsyncIterable<Buffer>) => {
    for await (const piece of compressed) {
      held.push(piece);
      size += piece.length;
      if (size < chunkSize) continue;
      await take(Buffer.concat(held));
      held = [];
      size = 0;
    }
  });
  if (size > 0) await take(Buffer.concat(held));
  await idle;
  return rows.rowCount;
}

/** Fills a table from such chunks; answers how many rows it got. */
export async function copyIn(
  client: ClientBase,
  table: { readonly name: string; readonly columns: readonly string[] },
  chunks: AsyncIterable<Buffer>,
): Promise<number> {
  const idle = untilIdle(client);
  const rows = client.query(copyFrom(`copy "${table.name}" (${columnList(table.columns)}) from stdin`));
  await pipeline(Readable.from(chunks), createGunzip(), rows);
  await idle;
  return rows.rowCount;
}

/** The stream ends before the server has said that it is ready for the next statement. */
const untilIdle = (client: ClientBase) =>
  new Promise<void>((resolve) => (client as NodeJS.EventEmitter).once('drain', resolve));
