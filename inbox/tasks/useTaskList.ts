import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TaskItem, TaskList } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { useLive } from '../../ui/api/live.ts';
import { fetchMore, refresh } from '../../ui/api/query.ts';
import { changesBetween } from './grouping.ts';

const itemsOf = ({ pages }: { readonly pages: readonly TaskList[] }): readonly TaskItem[] =>
  pages.flatMap(({ items }) => items);

export type View = 'mine' | 'unclaimed' | 'delegated' | 'done';

interface Shown {
  readonly key: string;
  readonly items: readonly TaskItem[];
}

/**
 * A view of tasks that never reshuffles under the cursor: what the server announces is fetched aside and counted;
 * `accept` shows it. What I do myself is accepted at once: not what was known when I did it, but the first answer that the
 * server gave afterwards, whichever of several fetches brings it.
 */
export function useTaskList(view: View, words: string) {
  const queries = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ['tasks', view, words],
    queryFn: ({ pageParam, signal }) => api.get<TaskList>('/api/tasks', { view, q: words, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const key = `${view} ${words}`;
  const [shown, setShown] = useState<Shown | null>(null);
  const accepting = useRef(false);
  const { data, isFetching } = query;

  useEffect(() => {
    if (!data) return;
    const items = itemsOf(data);
    const here = shown?.key === key ? shown.items : undefined;
    // A fetch that is asked for at this moment may not have reached this rendering yet.
    const settled = !isFetching && queries.isFetching({ queryKey: ['tasks', view, words], exact: true }) === 0;
    if (here && changesBetween(here, items) === 0) {
      if (settled) accepting.current = false;
      return;
    }
    // After an act of mine: its answer and nothing older. Else an empty list has nothing under the cursor.
    if (here && (accepting.current ? !settled : here.length > 0)) return;
    setShown({ key, items });
    if (settled) accepting.current = false;
  }, [data, isFetching, key, shown, queries, view, words]);

  const look = useCallback(() => void refresh(queries, { queryKey: ['tasks'] }), [queries]);
  const accept = useCallback(
    (done?: string) => {
      accepting.current = true;
      // What I have just finished leaves before the server is asked.
      if (done) setShown((now) => now && { ...now, items: now.items.filter(({ id }) => id !== done) });
      look();
    },
    [look],
  );
  const more = () => {
    accepting.current = true;
    void fetchMore(query);
  };
  useLive(['tasks'], look);

  const items = shown?.key === key ? shown.items : undefined;
  return {
    items,
    counts: data?.pages.at(-1)?.counts,
    waiting: items && data && !accepting.current ? changesBetween(items, itemsOf(data)) : 0,
    accept,
    more: query.hasNextPage ? more : undefined,
    error: query.isError && !data ? query.error : null,
    retry: () => void query.refetch(),
  };
}
