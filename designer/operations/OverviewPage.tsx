import { Button } from 'antd';
import { Activity } from 'lucide-react';
import { Link } from 'react-router';
import type { Overview } from '../../server/operations/contract.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { State } from '../../ui/states/State.tsx';
import { base, useOverview } from './data.ts';
import { OpHead } from './OpHead.tsx';

type Process = Overview[number];

/** 运行总览: of each procedure how many are under way, paused, stuck and overdue; every figure leads to its list. */
export function OverviewPage() {
  const overview = useOverview();
  const total = (field: 'running' | 'stuck' | 'overdue') =>
    overview.data?.reduce((sum, process) => sum + process[field], 0) ?? 0;
  return (
    <>
      <OpHead
        title="运行"
        summary={
          overview.data ? (
            <>
              在办 {total('running')} 件
              {total('stuck') ? <b className="danger">，卡住 {total('stuck')} 件</b> : '，没有卡住的'}
              {total('overdue') ? <b className="danger">，超期 {total('overdue')} 件</b> : '，没有超期的'}
            </>
          ) : null
        }
      />
      <div className="scroll pagebody">
        <Loaded query={overview} rows={6}>
          {(processes) =>
            processes.length === 0 ? (
              <State icon={Activity} title="还没有发布过流程">
                <p>流程发布以后，这里能看到每个流程在办多少件、卡在哪里。</p>
              </State>
            ) : (
              <Processes processes={processes} />
            )
          }
        </Loaded>
      </div>
    </>
  );
}

function Processes({ processes }: { readonly processes: Overview }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="各流程的运行情况">
      <table className="table">
        <thead>
          <tr>
            <th>流程</th>
            <th className="number">在办</th>
            <th className="number">暂停</th>
            <th className="number">卡住</th>
            <th className="number">超期</th>
            <th>各版在办</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {processes.map((process) => (
            <Row key={process.process} process={process} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ process }: { readonly process: Process }) {
  const only = `process=${encodeURIComponent(process.process)}`;
  const list = `${base}/instances?${only}`;
  const old = process.versions.slice(1).some(({ running }) => running > 0);
  const newest = process.versions[0];
  return (
    <tr>
      <td>
        <Link className="od-strong" to={list}>
          {process.name}
        </Link>
      </td>
      <td className="number">
        <Figure count={process.running} to={list} />
      </td>
      <td className="number">
        <Figure count={process.suspended} to={`${list}&view=suspended`} />
      </td>
      <td className="number">
        <Figure count={process.stuck} to={`${list}&view=stuck`} bad />
      </td>
      <td className="number">
        <Figure count={process.overdue} to={`${base}/tasks?view=overdue&${only}`} bad />
      </td>
      <td>
        <div className="opchips">
          {process.versions
            .filter(({ running, active }, index) => index === 0 || running > 0 || !active)
            .map((version, index) => (
              <Link key={version.key} to={`${base}/instances?version=${encodeURIComponent(version.key)}`}>
                <Chip tone={version.active ? (index === 0 ? 'ok' : 'plain') : 'warn'}>
                  v{version.version} · {version.running} 件{version.tag ? ` · ${version.tag}` : ''}
                  {version.active ? '' : ' · 已停用'}
                </Chip>
              </Link>
            ))}
        </div>
      </td>
      <td className="opacts">
        {old && newest ? (
          <Link to={`${base}/migration?${only}`}>
            <Button type="link" size="small">
              迁到新版
            </Button>
          </Link>
        ) : null}
        {newest ? (
          <Link to={`${base}/statistics?version=${encodeURIComponent(newest.key)}`}>
            <Button type="link" size="small">
              看统计
            </Button>
          </Link>
        ) : null}
      </td>
    </tr>
  );
}

/** A count that leads to its list; red only for what is wrong. */
function Figure({ count, to, bad = false }: { readonly count: number; readonly to: string; readonly bad?: boolean }) {
  if (count === 0) return <span className="quiet">0 件</span>;
  return (
    <Link className={bad ? 'danger od-strong' : ''} to={to}>
      {count} 件
    </Link>
  );
}
