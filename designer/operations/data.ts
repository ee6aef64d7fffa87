/** What the pages of “运行” read, kept fresh while they are open. */
import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Act, useAct } from '../../ui/api/act.ts';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import * as requests from './requests.ts';

/** Where the pages live. Two letters: a procedure's id has three at least, so no procedure hides behind them. */
export const base = '/op';

/** Work goes on while one looks: what runs is asked for again so often. */
const pulse = 15_000;

export const useOverview = () =>
  useQuery({ queryKey: ['op', 'overview'], queryFn: requests.readOverview, refetchInterval: pulse });

export const useVersionView = (key: string | undefined) =>
  useQuery({
    queryKey: ['version-view', key],
    queryFn: () => requests.readVersionView(key!),
    enabled: Boolean(key),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useInstance = (id: string) =>
  useQuery({ queryKey: ['op', 'instance', id], queryFn: () => requests.readInstance(id), refetchInterval: pulse });

/** One moment of an instance; the past does not change. */
export const momentOf = (id: string, rev: number) => ({
  queryKey: ['moment', id, rev],
  queryFn: () => requests.readMoment(id, rev),
  staleTime: 60_000,
});

export const useHistory = (id: string, rev: number) =>
  useInfiniteQuery({
    queryKey: ['op', 'history', id, rev],
    queryFn: ({ pageParam }) => requests.readHistory(id, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

export const useCauses = () =>
  useQuery({ queryKey: ['op', 'causes'], queryFn: requests.readCauses, refetchInterval: pulse });

/** One bulk order; while it runs its counts are asked for every second. */
export const useBulk = (id: string) =>
  useQuery({
    queryKey: ['op', 'bulk', id],
    queryFn: () => requests.readBulk(id),
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'running' ? false : 1000),
  });

/** Everything of “运行” is read anew. */
export const refresh = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ['op'] });

/** An act on what runs. Done or refused, the pages show how things stand afterwards: who was too late sees why. */
export function useOperation(): Act {
  const act = useAct();
  const queries = useQueryClient();
  return {
    ...act,
    run: async (work) => {
      const done = await act.run(work);
      await refresh(queries);
      return done;
    },
  };
}

/** Whether I may change what runs; directors and auditors look on. */
export const useMayChange = (): boolean => useSession().me.roles.includes('admin');
