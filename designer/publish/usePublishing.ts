import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { ProcedureView } from '../../server/procedures/contract.ts';
import { ApiProblem, wordsFor } from '../../ui/api/problem.ts';
import { publish } from '../requests.ts';

/** A version that somebody published since the draft was begun: its number, and who did it when (zh-CN). */
export interface Newer {
  readonly version: number;
  readonly told: string;
}

/**
 * Saves what is unsaved, publishes that very draft, and opens the editor on the new version. When a newer version is in
 * force the person is told of it, and the next attempt publishes over it.
 */
export function usePublishing(
  procedure: ProcedureView,
  save: () => Promise<boolean>,
  rev: () => number,
  onReopen: () => void,
) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [newer, setNewer] = useState<Newer>();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['procedure', procedure.id] });
    await queries.invalidateQueries({ queryKey: ['procedures'] });
  };
  const run = async (note: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      if (!(await save())) return setFailure('草稿没有存上，先处理再发布');
      const { version } = await publish(procedure.id, { rev: rev(), note, ...(newer && { over: newer.version }) });
      await refresh();
      setAsked(false);
      void message.success(`第 ${version} 版已发布，新登记的从现在起走这一版`);
      onReopen();
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'version-newer') {
        await refresh();
        setNewer({ version: Number(error.params.version), told: error.message });
      } else setFailure(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    setAsked(false);
    setNewer(undefined);
    setFailure(undefined);
  };
  return { asked, busy, failure, newer, run, open: () => setAsked(true), close };
}
