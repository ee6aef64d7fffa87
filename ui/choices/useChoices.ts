import { useSearchParams } from 'react-router';
import { type Changes, changed } from './changed.ts';

interface Choices {
  /** As the page shows them. */
  readonly search: URLSearchParams;
  change(changes: Changes): void;
  /** Leaves these and no others. */
  restart(choices: Readonly<Record<string, string>>): void;
}

/**
 * What is chosen on a page lives in its address. A change starts from the address of that moment: two choices in quick
 * succession on a slow computer are both kept, although the page does not show the first of them yet.
 */
export function useChoices(): Choices {
  const [search, set] = useSearchParams();
  return {
    search,
    change: (changes) => set(changed(new URLSearchParams(window.location.search), changes), { replace: true }),
    restart: (choices) => set({ ...choices }, { replace: true }),
  };
}
