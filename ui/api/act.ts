import { useRef, useState } from 'react';
import { newKey } from './client.ts';
import { ApiProblem, wordsFor } from './problem.ts';

export interface Act {
  readonly busy: boolean;
  /** Why it was not done, in words; null while all is well. */
  readonly error: string | null;
  readonly problem: unknown;
  /** Carries the act out; answers whether it was done. */
  readonly run: (work: (key: string) => Promise<unknown>) => Promise<boolean>;
  readonly reset: () => void;
}

/**
 * One act of a person, carried out once: it keeps its key while no answer came (so that trying again after a broken line
 * does nothing twice) and takes a new one after an answer.
 */
export function useAct(): Act {
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run: Act['run'] = async (work) => {
    setBusy(true);
    setProblem(null);
    try {
      await work(key.current);
      key.current = newKey();
      return true;
    } catch (error) {
      if (error instanceof ApiProblem) key.current = newKey();
      setProblem(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error: problem === null ? null : wordsFor(problem), problem, run, reset: () => setProblem(null) };
}
