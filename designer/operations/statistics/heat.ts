/** A heat map: one figure of every step, from pale to full. Pure. */
import type { Statistics } from '../../../server/operations/contract.ts';
import type { Paint } from '../../../ui/diagram/colours.ts';
import type { Marks } from '../../../ui/diagram/marked.ts';
import { tokens } from '../../../ui/theme/tokens.ts';
import { sayDuration } from '../words.ts';

export type Measure = 'entered' | 'median' | 'overdue';
type Row = Statistics[number];

export const measures: readonly { value: Measure; label: string }[] = [
  { value: 'entered', label: '走了几次' },
  { value: 'median', label: '要多久' },
  { value: 'overdue', label: '超期几次' },
];

/** Five grounds from pale to full; words stay readable on each (4.5:1). Blue counts, red is for breach only. */
const blues = ['#eaf1fb', '#cfdff6', '#9dbdea', '#3f78cc', '#164789'];
const reds = ['#fcebec', '#f7d0d3', '#efa9ae', '#c5222b', '#8d131b'];

export const scale = (measure: Measure): readonly string[] => (measure === 'overdue' ? reds : blues);

const figureOf = (row: Row, measure: Measure): number => row[measure] ?? 0;

/** Share of the largest, in five steps; 0 has none. */
export function stepOf(value: number, largest: number): number | undefined {
  if (value <= 0 || largest <= 0) return undefined;
  return Math.min(4, Math.floor((value / largest) * 5));
}

export const largestOf = (rows: readonly Row[], measure: Measure): number =>
  rows.reduce((most, row) => Math.max(most, figureOf(row, measure)), 0);

/** A figure in words: `12 次`, `3 天 4 小时`. */
export function figureWords(row: Row, measure: Measure): string {
  if (measure === 'median') return row.median === null ? '—' : sayDuration(row.median);
  return `${row[measure]} 次`;
}

export const sayFigure = (value: number, measure: Measure): string =>
  measure === 'median' ? sayDuration(value) : `${value} 次`;

/** Each step with its figure, coloured by its share of the largest. */
export function heatOf(rows: readonly Row[], measure: Measure, chosen?: string): Marks {
  const largest = largestOf(rows, measure);
  const marks: Record<string, Marks[string]> = {};
  for (const row of rows) {
    const step = stepOf(figureOf(row, measure), largest);
    const mark = { chosen: row.element === chosen };
    if (step !== undefined)
      marks[row.element] = {
        ...mark,
        paint: paintOf(step, measure),
        badge: { text: figureWords(row, measure), tone: 'plain' },
        solid: true,
      };
    else if (mark.chosen) marks[row.element] = { ...mark, paint: pale };
  }
  return marks;
}

const pale: Paint = { stroke: tokens.lineStrong, fill: tokens.surface, label: tokens.ink3 };

function paintOf(step: number, measure: Measure): Paint {
  const ground = scale(measure)[step]!;
  // On the dark grounds lines and words are light.
  if (step >= 3) return { stroke: tokens.surface, fill: ground, label: tokens.surface };
  return { stroke: measure === 'overdue' ? tokens.danger : tokens.brand, fill: ground, label: tokens.ink };
}
