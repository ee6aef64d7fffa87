import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { CauseList, IncidentItem } from '../../../server/operations/contract.ts';
import { useLive } from '../../../ui/api/live.ts';
import { refresh } from '../../../ui/api/query.ts';
import { More } from '../../../ui/states/More.tsx';
import { ErrorState, Skeleton, State } from '../../../ui/states/State.tsx';
import { shortTime } from '../../../ui/text/dates.ts';
import { BulkDialog } from '../bulk/BulkDialog.tsx';
import { base, useCauses, useMayChange, useOverview } from '../data.ts';
import { OpHead } from '../OpHead.tsx';
import { findIncidents } from '../requests.ts';
import { numberOf } from '../words.ts';
import { IncidentActs } from './IncidentActs.tsx';

type Cause = CauseList[number];

/** 卡住的: what stands still and why; the same cause at the same step is mended in one go. */
export function StuckPage() {
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const process = search.get('process') ?? '';
  const overview = useOverview();
  const causes = useCauses();
  const list = useInfiniteQuery({
    queryKey: ['op', 'incidents', process],
    queryFn: ({ pageParam }) => findIncidents(process, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  useLive(['procedure', 'case', 'tasks'], () => {
    for (const queryKey of [
      ['op', 'causes'],
      ['op', 'incidents'],
    ])
      void refresh(queries, { queryKey });
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  const shown = causes.data?.filter(({ procedure }) => process === '' || procedure.startsWith(`${process}@`)) ?? [];
  return (
    <>
      <OpHead
        title="卡住的"
        summary="系统走不下去的地方：先看原因，改好了再试"
        acts={
          <Select
            value={process || null}
            allowClear
            placeholder="全部流程"
            aria-label="流程"
            popupMatchSelectWidth={false}
            style={{ minWidth: 140 }}
            options={overview.data?.map((one) => ({ value: one.process, label: one.name })) ?? []}
            onChange={(value: string | null) => setSearch(value ? { process: value } : {}, { replace: true })}
          />
        }
      />
      <div className="scroll pagebody opstack">
        {list.isError && !items ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !items ? (
          <Skeleton rows={6} />
        ) : items.length === 0 ? (
          <State icon={CircleCheck} title="没有卡住的">
            <p>系统走不下去时，会停在原处并列在这里，等管理员处理；不会丢，也不会走错。</p>
          </State>
        ) : (
          <>
            <Causes causes={shown.filter(({ count }) => count > 1)} />
            <section className="card" aria-label="每一件">
              {items.map((incident) => (
                <Incident key={`${incident.instance}:${incident.incident}`} incident={incident} />
              ))}
            </section>
          </>
        )}
        <More list={list} />
      </div>
    </>
  );
}

function Causes({ causes }: { readonly causes: readonly Cause[] }) {
  const go = useNavigate();
  const mayChange = useMayChange();
  const [asked, ask] = useState<Cause>();
  if (causes.length === 0) return null;
  return (
    <section className="card" aria-label="同一个原因的">
      <header>
        <h2>同一个原因的</h2>
        <span className="caption">原因除掉以后，可以一起重试</span>
      </header>
      {causes.map((cause) => (
        <article key={`${cause.procedure}:${cause.element}:${cause.code}`} className="opincident">
          <div className="grow">
            <p>
              <b>{cause.name}</b> <b className="danger">{cause.count} 件</b>{' '}
              <span className="caption">最早 {shortTime(cause.oldest, new Date())}</span>
            </p>
            <p>{cause.cause}</p>
            <p className="small second">{cause.remedy}</p>
          </div>
          {mayChange ? <Button onClick={() => ask(cause)}>这 {cause.count} 件一起重试…</Button> : null}
        </article>
      ))}
      {asked ? (
        <BulkDialog
          kind="retry"
          choice={{ query: { version: asked.procedure, incident: asked.code } }}
          only={{ code: asked.code, element: asked.element }}
          reach={`${asked.count} 件`}
          close={() => ask(undefined)}
          onBegun={(bulk) => void go(`${base}/bulks/${bulk.id}`)}
        />
      ) : null}
    </section>
  );
}

/** One thing that is stuck: where, since when, why, what to do, and the acts. */
export function Incident({ incident, here = false }: { readonly incident: IncidentItem; readonly here?: boolean }) {
  const mayChange = useMayChange();
  return (
    <article className="opincident">
      <div className="grow">
        <p>
          {here ? null : (
            <>
              <Link className="mono" to={`${base}/instances/${incident.instance}`}>
                {numberOf({ number: incident.number, id: incident.instance })}
              </Link>{' '}
            </>
          )}
          卡在 <b>{incident.name}</b> <span className="caption">{shortTime(incident.raised, new Date())}</span>
        </p>
        <p>{incident.cause}</p>
        <p className="small second">{incident.remedy}</p>
      </div>
      {mayChange && incident.resolved === null ? <IncidentActs incident={incident} /> : null}
    </article>
  );
}
