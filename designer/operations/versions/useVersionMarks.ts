import { useOverview } from '../data.ts';

/** What an administrator has said of a version: its tag, and whether anything may begin with it. */
export interface Marks {
  readonly tag: string | null;
  readonly active: boolean;
}

/** The marks of the versions of one procedure; of a version that is not known yet, none. */
export function useVersionMarks(id: string): { of(version: number): Marks | undefined } {
  const overview = useOverview();
  const versions = overview.data?.find(({ process }) => process === id)?.versions;
  return { of: (version) => versions?.find((one) => one.version === version) };
}
