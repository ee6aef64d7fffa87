import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TaskList } from '../server/inbox/contract.ts';
import { api } from '../ui/api/client.ts';
import { useLive } from '../ui/api/live.ts';
import { refresh } from '../ui/api/query.ts';
import type { RailItem } from '../ui/layout/rail.ts';
import { useSession } from '../ui/session/SessionProvider.tsx';
import { railOf } from './rail.ts';

/** The rail with what waits for me; in red how much of it is overdue. */
export function useRail(): RailItem[] {
  const { me } = useSession();
  const queries = useQueryClient();
  const items = railOf(me.roles);
  const works = items.some(({ entry }) => entry === 'tasks');
  const counts = useQuery({
    queryKey: ['task-counts'],
    enabled: works,
    queryFn: async ({ signal }) => (await api.get<TaskList>('/api/tasks', { view: 'mine' }, signal)).counts,
  });
  useLive(['tasks'], () => void refresh(queries, { queryKey: ['task-counts'] }));
  return items.map((item) => {
    if (item.entry !== 'tasks' || !counts.data) return item;
    const { mine, overdue } = counts.data;
    return { ...item, count: mine, overdue };
  });
}
