import { type InfiniteQueryObserverResult, QueryClient, type QueryFilters } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** One client an app. What the server refused is not asked again; what it could not answer is, twice. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status < 500),
        // Offline pages keep what they have; the banner says so.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/**
 * Fetches again what a change concerns, so that what is shown afterwards was read after the change. A fetch under way may
 * have read what stood before: one that has data is broken off, but a query's very first fetch is joined by every further
 * one, and the change would be lost with it; so that one is followed by another.
 */
export async function refresh(queries: QueryClient, filters: QueryFilters): Promise<void> {
  const first = queries
    .getQueryCache()
    .findAll({ ...filters, type: 'active', fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined);
  await queries.invalidateQueries(filters);
  await Promise.all(first.map(({ queryKey }) => queries.refetchQueries({ queryKey, exact: true, type: 'active' })));
}

/** A list that comes page by page. */
export type Paged = Pick<
  InfiniteQueryObserverResult<{ readonly pages: readonly unknown[] }>,
  'data' | 'hasNextPage' | 'fetchNextPage'
>;

/**
 * Fetches the next page of a list. A refresh that comes in between breaks that off and reads only what was there; so the
 * page is asked for again until it has come, there is none any more, or the server has failed.
 */
export async function fetchMore({ data, fetchNextPage }: Paged): Promise<void> {
  const before = data?.pages.length ?? 0;
  for (;;) {
    const now = await fetchNextPage({ cancelRefetch: false });
    if (now.isError || !now.hasNextPage || (now.data?.pages.length ?? 0) > before) return;
  }
}
