import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TaskItem, TaskList } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { useLive } from '../../ui/api/live.ts';
import { changesBetween } from './grouping.ts';

const itemsOf = ({ pages }: { readonly pages: readonly TaskList[] }): readonly TaskItem[] =>
  pages.flatMap(({ items }) => items);

export type View = 'mine' | 'unclaimed' | 'done';

/**
 * A view of tasks that never reshuffles under the cursor: what the server announces is fetched aside and counted;
 * `accept` shows it. What I do myself is accepted at once.
 */
export function useTaskList(view: View, words: string) {
  const query = useInfiniteQuery({
    queryKey: ['tasks', view, words],
    queryFn: ({ pageParam, signal }) => api.get<TaskList>('/api/tasks', { view, q: words, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const key = `${view} ${words}`;
  const [shown, setShown] = useState<{ key: string; items: readonly TaskItem[] } | null>(null);
  const accepting = useRef(true);
  const fresh = query.data && itemsOf(query.data);

  useEffect(() => {
    if (!fresh) return;
    // An empty list has nothing under the cursor: what comes is shown at once.
    if (!accepting.current && shown?.key === key && shown.items.length > 0) return;
    if (shown?.key === key && changesBetween(shown.items, fresh) === 0) return;
    setShown({ key, items: fresh });
    accepting.current = false;
  }, [fresh, key, shown]);

  const accept = useCallback(async () => {
    const { data } = await query.refetch();
    if (data) setShown({ key, items: itemsOf(data) });
  }, [query.refetch, key]);
  const more = () => {
    accepting.current = true;
    void query.fetchNextPage();
  };
  useLive(['tasks'], () => void query.refetch());

  const items = shown?.key === key ? shown.items : undefined;
  return {
    items,
    counts: query.data?.pages.at(-1)?.counts,
    waiting: items && fresh ? changesBetween(items, fresh) : 0,
    accept,
    more: query.hasNextPage ? more : undefined,
    error: query.isError && !query.data ? query.error : null,
    retry: () => void query.refetch(),
  };
}
