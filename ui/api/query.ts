import { QueryClient } from '@tanstack/react-query';
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
