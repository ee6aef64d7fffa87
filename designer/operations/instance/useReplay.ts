import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Moment } from '../../../server/operations/contract.ts';
import { momentOf } from '../data.ts';

/** How long a moment is shown while it plays. */
const beat = 1200;

export interface Replay {
  /** The command after which it is shown; undefined: now. */
  readonly rev: number | undefined;
  readonly moment: Moment | undefined;
  readonly error: unknown;
  readonly playing: boolean;
  readonly go: (rev: number | undefined) => void;
  readonly play: (on: boolean) => void;
}

/** Goes back to any moment of an instance of `of` commands, and plays from there on. */
export function useReplay(id: string, of: number): Replay {
  const queries = useQueryClient();
  const [rev, setRev] = useState<number>();
  const [playing, setPlaying] = useState(false);
  const query = useQuery({
    ...momentOf(id, rev ?? of),
    enabled: rev !== undefined,
    placeholderData: (before) => before,
  });
  const arrived = query.data?.rev === rev;

  useEffect(() => {
    if (!playing || rev === undefined || !arrived) return;
    if (rev >= of) return setPlaying(false);
    void queries.prefetchQuery(momentOf(id, rev + 1));
    const next = setTimeout(() => setRev(rev + 1), beat);
    return () => clearTimeout(next);
  }, [playing, rev, arrived, of, id, queries]);

  return {
    rev,
    moment: rev === undefined ? undefined : query.data,
    error: query.error,
    playing,
    go: (to) => {
      setPlaying(false);
      setRev(to);
    },
    play: (on) => {
      // From the beginning when it stands at the end.
      if (on && (rev === undefined || rev >= of)) setRev(1);
      setPlaying(on);
    },
  };
}
