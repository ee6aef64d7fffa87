import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Static } from 'typebox';
import type { Duplicates, IntakeOptions, Score } from '../../server/intake/contract.ts';
import { api } from '../../ui/api/client.ts';
import { emptyDraft, factsOf, type IntakeDraft, isTouched } from './draft.ts';

/** Taxonomy, villages and grids, paths, sources. */
export function useIntakeOptions() {
  return useQuery({
    queryKey: ['intake-options'],
    queryFn: ({ signal }) => api.get<IntakeOptions>('/api/intake/options', {}, signal),
    staleTime: 600_000,
  });
}

/** The value as it was when the typing last paused. */
function usePaused<T>(value: T, milliseconds: number): T {
  const [paused, setPaused] = useState(value);
  const text = JSON.stringify(value);
  const latest = useRef(value);
  latest.current = value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the value.
  useEffect(() => {
    const timer = setTimeout(() => setPaused(latest.current), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return paused;
}

/** The score as it adds up while typing. */
export function useScore(draft: IntakeDraft) {
  const asked = usePaused({ type: draft.type.at(-1) ?? '', facts: factsOf(draft) }, 350);
  return useQuery({
    queryKey: ['score', asked],
    enabled: asked.type !== '',
    placeholderData: (before) => before,
    queryFn: () => api.post<Static<typeof Score>>('/api/intake/score', asked),
  });
}

/** Cases of the last 30 days that may be the same matter. */
export function useDuplicates(draft: IntakeDraft) {
  const parties = [...draft.claimants, ...draft.respondents];
  const filled = (values: readonly string[], least: number) =>
    values.map((value) => value.trim()).filter((value) => value.length >= least);
  const village = draft.village.at(-1);
  const place = draft.place.trim();
  const story = draft.story.trim();
  const asked = usePaused(
    {
      names: filled(
        parties.map(({ name }) => name),
        2,
      ),
      phones: filled(
        parties.map(({ phone }) => phone),
        5,
      ),
      ...(village ? { village } : {}),
      ...(place ? { place } : {}),
      ...(story.length >= 5 ? { story } : {}),
    },
    600,
  );
  const worth = asked.names.length + asked.phones.length > 0 || asked.story !== undefined;
  return useQuery({
    queryKey: ['duplicates', asked],
    enabled: worth,
    placeholderData: (before) => before,
    queryFn: () => api.post<Static<typeof Duplicates>>('/api/intake/duplicates', asked),
  });
}

/** The draft, kept in this browser under the account's id with every change. */
export function useIntakeDraft(account: string) {
  const key = `onedoor:intake:${account}`;
  const [draft, setDraft] = useState<IntakeDraft>(() => ({ ...emptyDraft(new Date()), ...stored(key) }));
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const change = (part: Partial<IntakeDraft>) =>
    setDraft((before) => {
      const next = { ...before, ...part };
      if (isTouched(next)) localStorage.setItem(key, JSON.stringify(next));
      return next;
    });
  useEffect(() => setSavedAt(isTouched(draft) ? new Date() : null), [draft]);
  const clear = () => {
    localStorage.removeItem(key);
    setDraft(emptyDraft(new Date()));
  };
  return { draft, change, clear, savedAt };
}

function stored(key: string): Partial<IntakeDraft> {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}) as Partial<IntakeDraft>;
  } catch {
    return {};
  }
}
