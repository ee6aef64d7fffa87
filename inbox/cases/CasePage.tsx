import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import type { CaseView, RunningDiagram as Diagrams, TimelineItem } from '../../server/cases/contract.ts';
import { api } from '../../ui/api/client.ts';
import { RunningDiagram } from '../../ui/diagram/RunningDiagram.tsx';
import { Tabs } from '../../ui/layout/PageHead.tsx';
import { Timeline } from '../../ui/parts/Timeline.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { CommentBox, useTakeBack } from '../comments/CommentBox.tsx';
import { CaseHead } from './CaseHead.tsx';
import './cases.css';
import { Files } from './Files.tsx';
import { Overview } from './Overview.tsx';
import { Appointments, Linked, Orders, Tasks } from './Parts.tsx';

/** 案件: the whole file of one case. The tab lives in the address. */
export function Component() {
  const { case: id } = useParams();
  const [search, setSearch] = useSearchParams();
  const tab = search.get('tab') ?? 'overview';
  const takeBack = useTakeBack(id ?? '');
  const file = useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => api.get<CaseView>(`/api/cases/${id}`, {}, signal),
  });
  const timeline = useQuery({
    queryKey: ['timeline', id],
    queryFn: ({ signal }) => api.get<TimelineItem[]>(`/api/cases/${id}/timeline`, {}, signal),
  });
  const diagram = useQuery({
    queryKey: ['diagram', id],
    queryFn: ({ signal }) => api.get<Diagrams>(`/api/cases/${id}/diagram`, {}, signal),
  });
  return (
    <Loaded query={file} rows={8}>
      {(view) => (
        <>
          <CaseHead view={view}>
            <Tabs
              label="案卷"
              active={tab}
              onChange={(key) => setSearch(key === 'overview' ? {} : { tab: key }, { replace: true })}
              tabs={[
                { key: 'overview', label: '概况' },
                { key: 'tasks', label: '办理', count: view.tasks.length },
                { key: 'orders', label: '交办单', count: view.orders.length },
                { key: 'files', label: '材料', count: view.attachments.length },
                { key: 'appointments', label: '日程', count: view.appointments.length },
                { key: 'diagram', label: '流程图' },
                { key: 'timeline', label: '时间线', count: timeline.data?.length },
                { key: 'linked', label: '关联案', count: view.linked.length },
              ]}
            />
          </CaseHead>
          <div className="scroll pagebody">
            {tab === 'overview' ? <Overview view={view} timeline={timeline} diagram={diagram} /> : null}
            {tab === 'tasks' ? <Tasks view={view} /> : null}
            {tab === 'orders' ? <Orders view={view} /> : null}
            {tab === 'files' ? <Files view={view} /> : null}
            {tab === 'appointments' ? <Appointments view={view} /> : null}
            {tab === 'linked' ? <Linked view={view} /> : null}
            {tab === 'diagram' ? (
              <Loaded query={diagram}>
                {(diagrams) => <RunningDiagram diagrams={diagrams} title="流程图" height="min(62vh, 620px)" />}
              </Loaded>
            ) : null}
            {tab === 'timeline' ? (
              <section className="card">
                <div className="body">
                  {view.may.includes('comment') ? <CommentBox caseId={view.id} /> : null}
                  <Loaded query={timeline}>
                    {(items) => <Timeline items={items} title="时间线" onTakeBack={takeBack} />}
                  </Loaded>
                </div>
              </section>
            ) : null}
          </div>
        </>
      )}
    </Loaded>
  );
}
