import { Checkbox } from 'antd';
import { Link } from 'react-router';
import type { InstanceItem } from '../../../server/operations/contract.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { shortTime } from '../../../ui/text/dates.ts';
import { base } from '../data.ts';
import { numberOf, standsWords, statusWords } from '../words.ts';

interface Props {
  readonly items: readonly InstanceItem[];
  readonly chosen: ReadonlySet<string>;
  /** Not given: nobody may choose. */
  readonly onChoose: ((chosen: ReadonlySet<string>) => void) | undefined;
  /** All that match are chosen, also those on later pages. */
  readonly all: boolean;
}

export function InstanceRows({ items, chosen, onChoose, all }: Props) {
  const now = new Date();
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose?.(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="清单">
      <table className="table">
        <thead>
          <tr>
            {onChoose ? (
              <th className="opcheck">
                <Checkbox
                  aria-label="全部选中"
                  checked={chosen.size > 0 && chosen.size === items.length}
                  indeterminate={chosen.size > 0 && chosen.size < items.length}
                  disabled={all}
                  onChange={({ target }) => onChoose(new Set(target.checked ? items.map(({ id }) => id) : []))}
                />
              </th>
            ) : null}
            <th>案号</th>
            <th>流程</th>
            <th>停在哪一步</th>
            <th>状态</th>
            <th>开始</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className={chosen.has(item.id) ? 'od-row-chosen' : ''}>
              {onChoose ? (
                <td className="opcheck">
                  <Checkbox
                    aria-label={`选中 ${numberOf(item)} ${item.name}`}
                    checked={chosen.has(item.id)}
                    disabled={all}
                    onChange={({ target }) => toggle(item.id, target.checked)}
                  />
                </td>
              ) : null}
              <td>
                <Link className="od-strong mono" to={`${base}/instances/${item.id}`}>
                  {numberOf(item)}
                </Link>
              </td>
              <td>
                {item.name} <span className="caption">v{item.version}</span>
              </td>
              <td>{standsWords(item)}</td>
              <td>
                <StatusChips item={item} />
              </td>
              <td className="caption nowrap">{shortTime(item.started, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** State in words; what is stuck says so beside it. */
export function StatusChips({ item }: { readonly item: Pick<InstanceItem, 'status' | 'incidents'> }) {
  const tone = {
    active: 'brand',
    suspended: 'warn',
    completed: 'ok',
    terminated: 'plain',
    cancelled: 'plain',
  } as const;
  return (
    <span className="opchips">
      <Chip tone={tone[item.status]}>{statusWords[item.status]}</Chip>
      {item.incidents > 0 ? <Chip tone="danger">卡住 {item.incidents} 处</Chip> : null}
    </span>
  );
}
