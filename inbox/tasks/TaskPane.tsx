import { useQuery } from '@tanstack/react-query';
import type { CaseView } from '../../server/cases/contract.ts';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { ErrorState, Skeleton } from '../../ui/states/State.tsx';
import { TaskWork } from './TaskWork.tsx';

interface Props {
  readonly id: string;
  /** The step is done; the next task of this case that I may act on, if any. */
  readonly onDone: (next: string | null) => void;
  /** Claimed, released or transferred. */
  readonly onChanged: () => void;
  readonly back: string | undefined;
}

/** The right pane: loads the task and its case, then hands over to the work. */
export function TaskPane({ id, onDone, onChanged, back }: Props) {
  const task = useQuery({
    queryKey: ['task', id],
    queryFn: ({ signal }) => api.get<TaskDetail>(`/api/tasks/${id}`, {}, signal),
    refetchOnWindowFocus: false,
  });
  const caseId = task.data?.caseId ?? null;
  const file = useQuery({
    queryKey: ['case', caseId],
    enabled: caseId !== null,
    queryFn: ({ signal }) => api.get<CaseView>(`/api/cases/${caseId}`, {}, signal),
  });
  if (task.isError)
    return (
      <section className="taskpane">
        <ErrorState error={task.error} retry={() => void task.refetch()} />
      </section>
    );
  if (!task.data || (caseId && !file.data && !file.isError))
    return (
      <section className="taskpane">
        <Skeleton />
      </section>
    );
  return (
    <TaskWork
      task={task.data}
      file={file.data}
      onDone={onDone}
      onChanged={() => {
        void task.refetch();
        onChanged();
      }}
      back={back}
    />
  );
}
