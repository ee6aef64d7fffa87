import { useMemo } from 'react';
import type { VersionView } from '../../../server/operations/contract.ts';
import { type Paint, paints } from '../../../ui/diagram/colours.ts';
import { MarkedDiagram } from '../../../ui/diagram/MarkedDiagram.tsx';
import type { Marks } from '../../../ui/diagram/marked.ts';
import { tokens } from '../../../ui/theme/tokens.ts';
import { numbersOf, type PlanLine } from './plan.ts';

const missing: Paint = { stroke: tokens.warn, fill: tokens.warnTint, label: tokens.warn };
const added: Paint = { stroke: tokens.ok, fill: tokens.okTint, label: tokens.ok };

interface Props {
  readonly lines: readonly PlanLine[];
  readonly from: VersionView;
  readonly to: VersionView;
  readonly chosen: string | undefined;
  readonly onChoose: (element: string) => void;
  /** Sends the chosen line to this element of the new version. */
  readonly onSend: (to: string) => void;
}

/** Both versions side by side; what belongs together has the same number. Point left at a step, then right at where it goes. */
export function PlanDiagrams({ lines, from, to, chosen, onChoose, onSend }: Props) {
  const line = lines.find(({ element }) => element === chosen);
  const marks = useMemo(() => marksOf(lines, to, line), [lines, to, line]);
  return (
    <div className="oppair">
      <MarkedDiagram
        xml={from.xml}
        title={`第 ${from.version} 版`}
        head={<span className="caption">黄的还没有去处</span>}
        marks={marks.from}
        height="280px"
        focus={chosen}
        onPick={({ id }) => lines.some(({ element }) => element === id) && onChoose(id)}
      />
      <MarkedDiagram
        xml={to.xml}
        title={`第 ${to.version} 版`}
        head={<span className="caption">{line ? `点“${line.name}”要去的一步` : '绿的是没有旧步骤迁来的'}</span>}
        marks={marks.to}
        height="280px"
        focus={line?.to}
        onPick={({ id }) => line && onSend(id)}
      />
    </div>
  );
}

function marksOf(
  lines: readonly PlanLine[],
  to: VersionView,
  chosen: PlanLine | undefined,
): { from: Marks; to: Marks } {
  const numbers = numbersOf(lines);
  const left = lines.map((line): [string, Marks[string]] => [
    line.element,
    {
      paint: line.to === undefined ? missing : paints.done,
      badge: { text: numbers.from.get(line.element)!, tone: line.to === undefined ? 'warn' : 'brand' },
      chosen: line === chosen,
    },
  ]);
  const right = to.elements
    .filter(({ element, kind, stands }) => (stands && !/Gateway$/.test(kind)) || numbers.to.has(element))
    .map(({ element }): [string, Marks[string]] => {
      const number = numbers.to.get(element);
      return [
        element,
        number
          ? { paint: paints.done, badge: { text: number, tone: 'brand' }, chosen: chosen?.to === element }
          : { paint: added },
      ];
    });
  return { from: Object.fromEntries(left), to: Object.fromEntries(right) };
}
