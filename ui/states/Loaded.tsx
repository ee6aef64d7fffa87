import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from './State.tsx';

interface Props<T> {
  readonly query: UseQueryResult<T>;
  readonly rows?: number;
  readonly children: (value: T) => ReactNode;
}

/** A region that waits for one query: skeleton, what went wrong, or the value. Old values stay while new ones load. */
export function Loaded<T>({ query, rows = 6, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton rows={rows} />;
}
