/** Where an instance stands, as marks on its diagram. */
import type { MarkedDiagram } from '../../../server/operations/contract.ts';
import { type Paint, paints } from '../../../ui/diagram/colours.ts';
import type { Mark, Marks } from '../../../ui/diagram/marked.ts';
import { tokens } from '../../../ui/theme/tokens.ts';

type Seen = MarkedDiagram['elements'][string];

export const stuckPaint: Paint = { stroke: tokens.danger, fill: tokens.dangerTint, label: tokens.danger };

/** Marks of what was done, where it stands, what is late or stuck; `chosen` is outlined. */
export function marksOf(elements: MarkedDiagram['elements'], chosen?: string): Marks {
  const marks = Object.fromEntries(Object.entries(elements).map(([id, seen]) => [id, markOf(seen)]));
  if (chosen) marks[chosen] = { ...(marks[chosen] ?? { paint: paints.ahead }), chosen: true };
  return marks;
}

function markOf({ state, note, count }: Seen): Mark {
  const words = [note, count > 1 ? `第 ${count} 次` : null].filter(Boolean).join(' · ');
  return {
    paint: state === 'stuck' ? stuckPaint : paints[state],
    ...(words && { note: words }),
    ...(state === 'stuck' && { badge: { text: '卡住', tone: 'danger' as const } }),
    ...(state === 'late' && { badge: { text: '超期', tone: 'danger' as const } }),
    ...(state !== 'done' && { token: state === 'now' ? ('now' as const) : ('late' as const) }),
  };
}

const stateWords: Readonly<Record<Seen['state'], string>> = {
  done: '办过了',
  now: '停在这里',
  late: '停在这里，已超期',
  stuck: '卡在这里',
};

/** What a click on a step says. */
export function stepWords(name: string, seen: Seen | undefined): string {
  const title = name || '这一处';
  if (!seen) return `${title}：没有走到`;
  const times = seen.count > 1 ? `，走到过 ${seen.count} 次` : '';
  return `${title}：${stateWords[seen.state]}${times}${seen.note ? `，${seen.note}` : ''}`;
}
