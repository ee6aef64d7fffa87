import type { QueryFilters } from '@tanstack/react-query';
import type { LiveEvent } from '../server/live/contract.ts';

/** What shows one case, by the case's id. */
const ofCase = ['case', 'timeline', 'diagram', 'comments'] as const;

/** Which queries show what has changed. 待办 looks after itself: its list must not reshuffle. */
export function concerned({ topic, id }: LiveEvent): QueryFilters[] {
  const all = (...keys: readonly string[]): QueryFilters[] => keys.map((key) => ({ queryKey: [key] }));
  const own = id === undefined ? [] : [id];
  switch (topic) {
    case 'case':
      return [
        ...all('cases', 'appointments'),
        ...ofCase.map((key) => ({ queryKey: [key, ...own] })),
        { queryKey: ['task'], predicate: ({ state }) => id === undefined || caseOf(state.data) === id },
      ];
    case 'order':
      return all('orders', 'order', 'case');
    case 'mail':
      return all('mails', 'order');
    case 'notice':
      return all('notices');
    default:
      return [];
  }
}

const caseOf = (task: unknown): unknown => (task as { readonly caseId?: unknown } | undefined)?.caseId;
