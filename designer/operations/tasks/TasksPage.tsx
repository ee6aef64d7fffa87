import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { AlarmClockCheck, ListTodo } from 'lucide-react';
import { useLive } from '../../../ui/api/live.ts';
import { refresh } from '../../../ui/api/query.ts';
import { useChoices } from '../../../ui/choices/useChoices.ts';
import { Tabs } from '../../../ui/layout/PageHead.tsx';
import { More } from '../../../ui/states/More.tsx';
import { ErrorState, FilteredEmpty, Skeleton, State } from '../../../ui/states/State.tsx';
import { OpHead } from '../OpHead.tsx';
import { findTasks } from '../requests.ts';
import { isTaskSearch, taskQueryOf, taskViewOf, taskViews } from './query.ts';
import { TaskFilters } from './TaskFilters.tsx';
import { TaskRows } from './TaskRows.tsx';

/** 任务: what people have to do or have done, in every procedure, searched by what it is and who has it. */
export function TasksPage() {
  const queries = useQueryClient();
  const { search, change, restart } = useChoices();
  const query = taskQueryOf(search, new Date());
  const list = useInfiniteQuery({
    queryKey: ['op', 'tasks', query],
    queryFn: ({ pageParam, signal }) => findTasks(query, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  useLive(['procedure', 'case', 'tasks'], () => void refresh(queries, { queryKey: ['op', 'tasks'] }));
  const items = list.data?.pages.flatMap((page) => page.items);
  const view = taskViewOf(search);
  return (
    <>
      <OpHead title="任务" summary="每个人手上的和还没人签收的，按流程、步骤、人和期限查找">
        <TaskFilters search={search} change={change} />
        <Tabs tabs={[...taskViews]} active={view} onChange={(key) => change({ view: key })} label="状态" />
      </OpHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="scroll pagebody" tabIndex={0} aria-label="任务清单">
        {list.isError && !items ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !items ? (
          <Skeleton rows={8} />
        ) : items.length > 0 ? (
          <TaskRows items={items} />
        ) : isTaskSearch(search) ? (
          <FilteredEmpty clear={() => restart({ view })} />
        ) : view === 'overdue' ? (
          <State icon={AlarmClockCheck} title="没有超期的">
            <p>过了期限还没办完的任务会列在这里。</p>
          </State>
        ) : (
          <State icon={ListTodo} title={view === 'open' ? '现在没有待办的任务' : '还没有这样的任务'}>
            <p>案件走到要人办理的一步，任务会出现在这里。</p>
          </State>
        )}
        <More list={list} />
      </section>
    </>
  );
}
