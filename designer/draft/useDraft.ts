/**
 * The working copy of one procedure: loads the draft (or the current version), keeps the files as the canvas and the
 * panels change them, has them checked in a thread, and saves them to the server two seconds after the last change.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../engine/model/problem.ts';
import type { CatalogueView, DraftView, SourceFile } from '../../server/procedures/contract.ts';
import { Checker } from '../problems/checker.ts';
import { saveDraft } from '../requests.ts';

export type SaveState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'dirty' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

const SAVE_AFTER_MS = 2000;
const CHECK_AFTER_MS = 400;

export function useDraft(id: string, loaded: DraftView, catalogue: CatalogueView) {
  const [files, setFiles] = useState<readonly SourceFile[]>(loaded.files);
  const [state, setState] = useState<SaveState>({ kind: 'clean' });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [checkedAt, setCheckedAt] = useState<Date>();
  const rev = useRef(loaded.rev);
  const latest = useRef(files);
  const saving = useRef<Promise<boolean>>(Promise.resolve(true));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    saving.current = saving.current.then(async () => {
      const sent = latest.current;
      setState({ kind: 'saving' });
      const answer = await saveDraft(id, { files: [...sent], rev: rev.current, base: loaded.base });
      if (answer.ok) {
        rev.current = answer.rev;
        setState(sent === latest.current ? { kind: 'saved', at: new Date() } : { kind: 'dirty' });
      } else setState({ kind: answer.conflict ? 'conflict' : 'failed', message: answer.message });
      return answer.ok;
    });
    return saving.current;
  }, [id, loaded.base]);

  const change = useCallback(
    (path: string, text: string) => {
      const before = latest.current.find((file) => file.path === path);
      if (before?.text === text) return;
      latest.current = before
        ? latest.current.map((file) => (file.path === path ? { path, text } : file))
        : [...latest.current, { path, text }];
      setFiles(latest.current);
      setState({ kind: 'dirty' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), SAVE_AFTER_MS);
    },
    [save],
  );

  const checker = useRef<Checker>(undefined);
  useEffect(
    () => () => {
      checker.current?.close();
      checker.current = undefined;
    },
    [],
  );
  useEffect(() => {
    const wait = setTimeout(async () => {
      checker.current ??= new Checker();
      const found = await checker.current.check({ files, catalogue });
      if (!found) return;
      setProblems(found);
      setCheckedAt(new Date());
    }, CHECK_AFTER_MS);
    return () => clearTimeout(wait);
  }, [files, catalogue]);

  useEffect(() => {
    const unsaved = state.kind === 'dirty' || state.kind === 'saving' || state.kind === 'failed';
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (unsaved) addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [state.kind]);

  return { files, change, save, state, problems, checkedAt, rev: () => rev.current };
}
