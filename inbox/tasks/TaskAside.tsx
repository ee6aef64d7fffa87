import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { RunningDiagram, TimelineItem } from '../../server/cases/contract.ts';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { MiniFlow } from '../../ui/diagram/MiniFlow.tsx';
import { Timeline } from '../../ui/parts/Timeline.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { CommentBox, useTakeBack } from '../comments/CommentBox.tsx';

interface Props {
  readonly task: TaskDetail;
  readonly caseId: string;
  /** May leave a word for the colleagues. */
  readonly says: boolean;
}

/** 走到哪一步, a word for the colleagues, and 经过, beside the form. */
export function TaskAside({ task, caseId, says }: Props) {
  const { element } = task;
  const takeBack = useTakeBack(caseId);
  const diagram = useQuery({
    queryKey: ['diagram', caseId],
    queryFn: ({ signal }) => api.get<RunningDiagram>(`/api/cases/${caseId}/diagram`, {}, signal),
  });
  const timeline = useQuery({
    queryKey: ['timeline', caseId],
    queryFn: ({ signal }) => api.get<TimelineItem[]>(`/api/cases/${caseId}/timeline`, {}, signal),
  });
  return (
    <aside className="taskaside scroll" aria-label="案件进展">
      <div className="asidehead">
        <h2>走到哪一步</h2>
        <Link className="small" to={`/cases/${caseId}?tab=diagram`}>
          看流程图
        </Link>
      </div>
      <Loaded query={diagram} rows={2}>
        {(diagrams) => {
          const running =
            diagrams.find(({ elements }) => ['now', 'late'].includes(elements[element]?.state ?? '')) ??
            diagrams.find(({ active }) => active) ??
            diagrams[0];
          return running ? <MiniFlow running={running} /> : <p className="caption">还没有进入流程</p>;
        }}
      </Loaded>
      {says ? <CommentBox caseId={caseId} task={task.id} /> : null}
      <Loaded query={timeline} rows={4}>
        {(items) => <Timeline items={items} limit={12} onTakeBack={takeBack} />}
      </Loaded>
    </aside>
  );
}
