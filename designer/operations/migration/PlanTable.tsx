import { Checkbox, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { VersionView } from '../../../server/operations/contract.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { type PlanLine, targetsFor } from './plan.ts';

interface Props {
  readonly lines: readonly PlanLine[];
  readonly to: VersionView;
  readonly chosen: string | undefined;
  readonly onChoose: (element: string) => void;
  readonly onSend: (element: string, to: string | undefined) => void;
  readonly onRestart: (element: string, restart: boolean) => void;
}

/** The plan, a line an element of the old version: where it goes, and whether its time begins anew. */
export function PlanTable({ lines, to, chosen, onChoose, onSend, onRestart }: Props) {
  // What the proposal was sure of need not be read; a line that is being mended stays in sight.
  const [doubtful] = useState(() => new Set(lines.filter(({ same }) => !same).map(({ element }) => element)));
  const [all, setAll] = useState(doubtful.size === 0);
  const shown = (line: PlanLine) => all || doubtful.has(line.element) || line.edited || line.element === chosen;
  return (
    <section className="card opplan" aria-label="对应表">
      <header>
        <h2>对应表</h2>
        <Segmented
          size="small"
          aria-label="看哪些"
          value={all ? 'all' : 'doubtful'}
          options={[
            { value: 'doubtful', label: `要看一下的 ${doubtful.size} 处` },
            { value: 'all', label: `全部 ${lines.length} 处` },
          ]}
          onChange={(value) => setAll(value === 'all')}
        />
      </header>
      <Lines {...{ lines, to, chosen, onChoose, onSend, onRestart }} shown={shown} />
    </section>
  );
}

function Lines({
  lines,
  to,
  chosen,
  onChoose,
  onSend,
  onRestart,
  shown,
}: Props & { readonly shown: (line: PlanLine) => boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="tablewrap" tabIndex={0} aria-label="各处去向">
      <table className="table">
        <thead>
          <tr>
            <th className="number">序号</th>
            <th>原来这一步</th>
            <th>迁到新版哪一步</th>
            <th>为什么</th>
            <th>计时</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) =>
            shown(line) ? (
              <tr key={line.element} className={line.element === chosen ? 'od-row-chosen' : ''}>
                <td className="number">{index + 1}</td>
                <td>
                  <button
                    type="button"
                    className="textbutton"
                    aria-pressed={line.element === chosen}
                    onClick={() => onChoose(line.element)}
                  >
                    {line.name}
                  </button>
                </td>
                <td>
                  <Select
                    value={line.to ?? ''}
                    status={line.to === undefined ? 'warning' : ''}
                    aria-label={`“${line.name}”迁到`}
                    popupMatchSelectWidth={false}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={[
                      { value: '', label: '不迁（停在这里的不能迁）' },
                      ...targetsFor(line, to).map(({ element, name }) => ({ value: element, label: name })),
                    ]}
                    onChange={(value) => onSend(line.element, value || undefined)}
                  />
                </td>
                <td>
                  {line.edited ? (
                    <Chip tone="brand">手工指定</Chip>
                  ) : line.to === undefined ? (
                    <Chip tone="warn">{line.text}</Chip>
                  ) : (
                    <span className={line.same ? 'quiet' : ''}>{line.text}</span>
                  )}
                </td>
                <td>
                  {line.timer ? (
                    <Checkbox checked={line.restart} onChange={({ target }) => onRestart(line.element, target.checked)}>
                      从迁移时重新算
                    </Checkbox>
                  ) : (
                    <span className="quiet">—</span>
                  )}
                </td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </section>
  );
}
