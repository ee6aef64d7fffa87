import { useEffect, useMemo, useRef, useState } from 'react';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import type { FormData } from '../../ui/form/StepForm.tsx';
import { titleAt } from '../../ui/form/validator.ts';
import type { Difference } from '../../ui/states/Conflict.tsx';

/** What this browser keeps of a form until the server has it. `base` is the server's draft it was written upon. */
interface Journal {
  readonly data: FormData;
  readonly base: string | null;
}

export interface Saved {
  readonly at: Date | null;
  /** Written in this browser, not yet on the server. */
  readonly local: boolean;
}

const pause = 2000;

/**
 * The data of a step's form: kept in this browser with every change, on the server two seconds after the last.
 * When the server's draft was saved elsewhere meanwhile, both are offered field by field.
 */
export function useDraft(task: TaskDetail) {
  const key = `onedoor:step:${task.id}`;
  const fromServer = useMemo(() => (task.data ?? {}) as FormData, [task.data]);
  const journal = useMemo(() => read(key), [key]);
  const [data, setData] = useState<FormData>(journal?.data ?? fromServer);
  const [saved, setSaved] = useState<Saved>({
    at: task.draftSaved ? new Date(task.draftSaved) : null,
    local: journal !== null,
  });
  const [conflict, setConflict] = useState<readonly Difference[] | null>(() => conflictOf(task, journal, fromServer));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(data);
  const saving = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => () => clearTimeout(timer.current), []);

  const put = async () => {
    try {
      await api.put(`/api/tasks/${task.id}/draft`, { data: latest.current });
      localStorage.removeItem(key);
      setSaved({ at: new Date(), local: false });
    } catch {
      setSaved((before) => ({ ...before, local: true })); // The journal has it; the next change tries again.
    }
  };
  const save = () => {
    clearTimeout(timer.current);
    saving.current = put();
  };
  const change = (next: FormData, touched: boolean) => {
    latest.current = next;
    setData(next);
    if (!touched || !task.may.some((right) => right === 'complete' || right === 'resolve')) return;
    localStorage.setItem(key, JSON.stringify({ data: next, base: task.draftSaved } satisfies Journal));
    setSaved((before) => ({ ...before, local: true }));
    clearTimeout(timer.current);
    timer.current = setTimeout(save, pause);
  };
  const forget = () => {
    clearTimeout(timer.current);
    localStorage.removeItem(key);
  };
  const settle = (next: FormData) => {
    setConflict(null);
    change(next, true);
  };
  return {
    data,
    saved,
    conflict,
    change,
    save,
    forget,
    /** Nothing is saved any more, and what was on its way has arrived: a draft must not come after the step is done. */
    rest: () => {
      clearTimeout(timer.current);
      return saving.current;
    },
    /** Theirs for these top-level fields, mine for the rest. */
    merge: (theirs: ReadonlySet<string>) =>
      settle({ ...data, ...Object.fromEntries([...theirs].map((name) => [name, fromServer[name]])) }),
    discard: () => settle(fromServer),
  };
}

function read(key: string): Journal | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Journal | null;
  } catch {
    return null;
  }
}

function conflictOf(task: TaskDetail, journal: Journal | null, server: FormData): Difference[] | null {
  if (!journal || journal.base === task.draftSaved) return null;
  const names = new Set([...Object.keys(journal.data), ...Object.keys(server)]);
  const differing = [...names].filter((name) => JSON.stringify(journal.data[name]) !== JSON.stringify(server[name]));
  if (differing.length === 0) return null;
  const schema = (task.form?.schema ?? {}) as Parameters<typeof titleAt>[0];
  return differing.map((name) => ({
    key: name,
    label: titleAt(schema, `/${name}`),
    mine: words(journal.data[name]),
    theirs: words(server[name]),
  }));
}

/** A value in a few words, for choosing between two. */
function words(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(words).join('、');
  if (typeof value === 'object') return Object.values(value).map(words).filter(Boolean).join('；');
  return String(value);
}
