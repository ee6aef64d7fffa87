type Cell = string | number | null;

/** Spreadsheets read UTF-8 by this mark at the beginning. */
const mark = '\uFEFF';

/**
 * One row of a file (RFC 4180). What a spreadsheet would run as a formula (= + - @, tab, return, also in their wide forms)
 * gets an apostrophe before it; numbers stay numbers.
 */
function row(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as the text of a file. */
export const csvOf = (columns: readonly string[], rows: Iterable<readonly Cell[]>): string =>
  `${mark}${row(columns)}${[...rows].map(row).join('')}`;

/** The same, row by row. */
export async function* csvLines(
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield `${mark}${row(columns)}`;
  for await (const one of rows) yield row(one);
}
