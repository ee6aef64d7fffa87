import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { ChartNoAxesColumn } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Overview, Statistics, StatisticsQuery, VersionView } from '../../../server/operations/contract.ts';
import { useChoices } from '../../../ui/choices/useChoices.ts';
import { MarkedDiagram } from '../../../ui/diagram/MarkedDiagram.tsx';
import { ErrorState, Skeleton, State } from '../../../ui/states/State.tsx';
import { useOverview, useVersionView } from '../data.ts';
import { OpHead } from '../OpHead.tsx';
import { readStatistics, statisticsFile } from '../requests.ts';
import { Figures } from './Figures.tsx';
import { figureWords, heatOf, largestOf, type Measure, measures, sayFigure, scale } from './heat.ts';
import { type Period, periods, rangeOf } from './period.ts';

/** 统计: how often each step was taken, how long it takes and where it is late, on the diagram and in a table. */
export function StatisticsPage() {
  const { search, change } = useChoices();
  const overview = useOverview();
  const version = search.get('version') ?? busiest(overview.data);
  const period = (search.get('period') ?? 'days30') as Period;
  const query = version ? { version, ...rangeOf(period, new Date()) } : undefined;
  return (
    <>
      <OpHead
        title="统计"
        summary={query ? `${query.from} 至 ${query.to} 开始的步骤` : null}
        acts={
          query ? (
            <a href={statisticsFile(query)} download>
              <Button>导出表格</Button>
            </a>
          ) : null
        }
      >
        <div className="toolbar opfilters">
          <VersionPicker overview={overview.data} version={version} onChange={(key) => change({ version: key })} />
          <Segmented
            aria-label="时间"
            value={period}
            options={periods.map((one) => ({ ...one }))}
            onChange={(value) => change({ period: value })}
          />
        </div>
      </OpHead>
      <div className="scroll pagebody opstack">
        {overview.isError ? (
          <ErrorState error={overview.error} retry={() => void overview.refetch()} />
        ) : query ? (
          <Body key={query.version} query={query} />
        ) : overview.data ? (
          <State icon={ChartNoAxesColumn} title="还没有发布过流程">
            <p>流程发布、有案件走过以后，这里能看到每一步要多久、哪里超期。</p>
          </State>
        ) : (
          <Skeleton rows={8} />
        )}
      </div>
    </>
  );
}

/** The newest version of the procedure that has most under way. */
function busiest(overview: Overview | undefined): string | undefined {
  return overview?.toSorted((one, other) => other.running - one.running)[0]?.versions[0]?.key;
}

interface PickerProps {
  readonly overview: Overview | undefined;
  readonly version: string | undefined;
  readonly onChange: (key: string) => void;
}

function VersionPicker({ overview, version, onChange }: PickerProps) {
  return (
    <Select
      value={version ?? null}
      aria-label="流程和版本"
      placeholder="流程和版本"
      popupMatchSelectWidth={false}
      style={{ minWidth: 220 }}
      showSearch={{ optionFilterProp: 'label' }}
      options={
        overview?.map((process) => ({
          label: process.name,
          options: process.versions.map((one) => ({ value: one.key, label: `${process.name} 第 ${one.version} 版` })),
        })) ?? []
      }
      onChange={onChange}
    />
  );
}

function Body({ query }: { readonly query: StatisticsQuery }) {
  const version = useVersionView(query.version);
  const figures = useQuery({
    queryKey: ['op', 'statistics', query],
    queryFn: () => readStatistics(query),
    placeholderData: (before) => before,
  });
  const failed = [version, figures].find(({ isError }) => isError);
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  if (!version.data || !figures.data) return <Skeleton rows={8} />;
  return <HeatMap version={version.data} rows={figures.data} />;
}

function HeatMap({ version, rows }: { readonly version: VersionView; readonly rows: Statistics }) {
  const [measure, setMeasure] = useState<Measure>('entered');
  const [chosen, choose] = useState<string>();
  const marks = useMemo(() => heatOf(rows, measure, chosen), [rows, measure, chosen]);
  const row = rows.find(({ element }) => element === chosen);
  if (rows.length === 0)
    return (
      <State icon={ChartNoAxesColumn} title="这段时间没有走过">
        <p>换一段时间，或换一个版本看看。</p>
      </State>
    );
  return (
    <>
      <MarkedDiagram
        xml={version.xml}
        title={`${version.name} 第 ${version.version} 版`}
        marks={marks}
        height="320px"
        head={
          <Segmented
            size="small"
            aria-label="颜色表示"
            value={measure}
            options={measures.map((one) => ({ ...one }))}
            onChange={(value) => setMeasure(value as Measure)}
          />
        }
        onPick={({ id }) => choose(id)}
        foot={
          <div className="oplegend">
            <Legend measure={measure} largest={largestOf(rows, measure)} />
            <span>
              {row
                ? `${row.name}：走了 ${row.entered} 次，${row.open} 次还没办完，中位用时 ${figureWords(row, 'median')}，超期 ${row.overdue} 次`
                : '点步骤看明细'}
            </span>
          </div>
        }
      />
      <Figures rows={rows} chosen={chosen} onChoose={choose} />
    </>
  );
}

function Legend({ measure, largest }: { readonly measure: Measure; readonly largest: number }) {
  return (
    <span className="opscale" role="img" aria-label={`颜色由浅到深：0 到 ${sayFigure(largest, measure)}`}>
      <span aria-hidden>少</span>
      {scale(measure).map((ground) => (
        <i key={ground} style={{ background: ground }} />
      ))}
      <span aria-hidden>{largest > 0 ? `最多 ${sayFigure(largest, measure)}` : '没有'}</span>
    </span>
  );
}
