import type { Statistics } from '../../../server/operations/contract.ts';
import { sayDuration } from '../words.ts';

interface Props {
  readonly rows: Statistics;
  readonly chosen: string | undefined;
  readonly onChoose: (element: string) => void;
}

const span = (value: number | null) => (value === null ? '—' : sayDuration(value));

/** The same figures in a table, most taken first. */
export function Figures({ rows, chosen, onChoose }: Props) {
  const sorted = [...rows].sort((one, other) => other.entered - one.entered);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="各步数字">
      <table className="table">
        <thead>
          <tr>
            <th>步骤</th>
            <th className="number">走了</th>
            <th className="number">办完</th>
            <th className="number">没办完</th>
            <th className="number">中途停下</th>
            <th className="number" title="一半不超过这么久">
              中位用时
            </th>
            <th className="number" title="十次里九次不超过这么久">
              九成不超过
            </th>
            <th className="number">超期</th>
            <th className="number">卡住</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.element} className={row.element === chosen ? 'od-row-chosen' : ''}>
              <td>
                <button
                  type="button"
                  className="textbutton"
                  aria-pressed={row.element === chosen}
                  onClick={() => onChoose(row.element)}
                >
                  {row.name}
                </button>
              </td>
              <td className="number">{row.entered}</td>
              <td className="number">{row.completed}</td>
              <td className="number">{row.open}</td>
              <td className="number">{row.interrupted}</td>
              <td className="number nowrap">{span(row.median)}</td>
              <td className="number nowrap">{span(row.p90)}</td>
              <td className={`number ${row.overdue ? 'danger' : 'quiet'}`}>{row.overdue}</td>
              <td className={`number ${row.incidents ? 'danger' : 'quiet'}`}>{row.incidents}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
