import { Button, Select } from 'antd';
import { ArrowRight, GitCompareArrows } from 'lucide-react';
import { useLocation, useSearchParams } from 'react-router';
import type { Choice } from '../../../server/operations/change.contract.ts';
import type { Overview } from '../../../server/operations/contract.ts';
import { Loaded } from '../../../ui/states/Loaded.tsx';
import { State } from '../../../ui/states/State.tsx';
import { useOverview } from '../data.ts';
import { OpHead } from '../OpHead.tsx';
import { PlanEditor } from './PlanEditor.tsx';

type Process = Overview[number];

/** 迁移: cases that run by an older version go on by another, where they stand. */
export function MigrationPage() {
  const overview = useOverview();
  return (
    <>
      <OpHead title="迁移" summary="让在办件从原来的版本换到另一版，停在哪一步就从哪一步接着走" />
      <div className="scroll pagebody opstack">
        <Loaded query={overview} rows={4}>
          {(processes) => <Chooser processes={processes} />}
        </Loaded>
      </div>
    </>
  );
}

function Chooser({ processes }: { readonly processes: Overview }) {
  const [search, setSearch] = useSearchParams();
  // What was chosen in the list before coming here.
  const { state } = useLocation() as { state: Choice | null };
  const from = search.get('from') ?? undefined;
  const process =
    processes.find(({ versions }) => versions.some(({ key }) => key === from)) ??
    processes.find((one) => one.process === search.get('process')) ??
    processes.find(({ versions }) => versions.slice(1).some(({ running }) => running > 0));
  const source = from ?? oldest(process);
  const to = search.get('to') ?? process?.versions.find(({ key }) => key !== source)?.key;
  const choice: Choice = state ?? { query: { version: source ?? '', status: 'active' } };
  const versions = process?.versions ?? [];
  const set = (changes: Readonly<Record<string, string>>, keep: Choice | null = state) =>
    setSearch({ ...changes }, { replace: true, state: keep });
  const optionsOf = (other?: string) =>
    versions.map(({ key, version, running }) => ({
      value: key,
      label: `第 ${version} 版（在办 ${running} 件）`,
      disabled: key === other,
    }));
  const running = versions.find(({ key }) => key === source)?.running ?? 0;
  const ready = process && source && to && source !== to;
  return (
    <>
      <section className="card opchoose" aria-label="从哪版到哪版">
        <Select
          value={process?.process ?? null}
          placeholder="流程"
          aria-label="流程"
          popupMatchSelectWidth={false}
          options={processes.map((one) => ({ value: one.process, label: one.name }))}
          onChange={(value) => set({ process: value })}
        />
        <Select
          value={source ?? null}
          placeholder="原来的版本"
          aria-label="从哪一版"
          popupMatchSelectWidth={false}
          options={optionsOf()}
          onChange={(value) => set({ from: value, ...(to && to !== value && { to }) })}
        />
        <ArrowRight size={18} aria-label="迁到" className="quiet" />
        <Select
          value={ready ? to : null}
          placeholder="新的版本"
          aria-label="到哪一版"
          popupMatchSelectWidth={false}
          options={optionsOf(source)}
          onChange={(value) => set({ from: source ?? '', to: value })}
        />
        {source ? <span className="second">{reachWords(choice, running)}</span> : null}
        {state ? (
          <Button type="link" size="small" onClick={() => set({ from: source ?? '', ...(to && { to }) }, null)}>
            改为全部
          </Button>
        ) : null}
      </section>
      {ready ? (
        <PlanEditor key={`${source}→${to}`} from={source} to={to} choice={choice} />
      ) : (
        <State icon={GitCompareArrows} title={process ? '这个流程只有一版' : '先选流程'}>
          <p>{process ? '发布了新版以后，旧版上的在办件可以迁过去。' : '选好流程，再选从哪一版迁到哪一版。'}</p>
        </State>
      )}
    </>
  );
}

/** The oldest version by which something still runs, other than the newest. */
function oldest(process: Process | undefined): string | undefined {
  return (process?.versions.slice(1).findLast(({ running }) => running > 0) ?? process?.versions[1])?.key;
}

function reachWords(choice: Choice, running: number): string {
  if ('instances' in choice) return `只迁选中的 ${choice.instances.length} 件`;
  const narrowed = Object.keys(choice.query).some((name) => name !== 'version' && name !== 'status');
  return narrowed ? '迁符合筛选条件的' : `迁这一版在办的全部 ${running} 件`;
}
