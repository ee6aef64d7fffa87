import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { Static } from 'typebox';
import type { CaseView } from '../../server/cases/contract.ts';
import type { Completed, TaskDetail } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { ApiProblem, wordsFor } from '../../ui/api/problem.ts';
import { type FormData, StepForm } from '../../ui/form/StepForm.tsx';
import { useKeys } from '../../ui/keys/useKeys.ts';
import { Tabs } from '../../ui/layout/PageHead.tsx';
import { Conflict } from '../../ui/states/Conflict.tsx';
import { useMedia } from '../../ui/theme/ThemeProvider.tsx';
import { ColleagueDialog } from './ColleagueDialog.tsx';
import { ResolveDialog } from './ResolveDialog.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { Signers } from './Signers.tsx';
import { TaskAside } from './TaskAside.tsx';
import { TaskFooter } from './TaskFooter.tsx';
import { type HandOver, TaskHead } from './TaskHead.tsx';
import { TaskNotes } from './TaskNotes.tsx';
import { useDraft } from './useDraft.ts';

interface Props {
  readonly task: TaskDetail;
  readonly file: CaseView | undefined;
  readonly onDone: (next: string | null) => void;
  readonly onChanged: () => void;
  readonly back: string | undefined;
}

/** One task at work: deadline, the step's form, where the case stands, what follows. */
export function TaskWork({ task, file, onDone, onChanged, back }: Props) {
  const draft = useDraft(task);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [handing, setHanding] = useState<HandOver | null>(null);
  const [tab, setTab] = useState('form');
  const narrow = useMedia('(max-width: 1279px)');
  const formId = `step-${task.id.replaceAll(/\W/g, '')}`;
  const done = useMutation({
    mutationFn: async (data: FormData) => {
      await draft.rest();
      return api.post<Static<typeof Completed>>(`/api/tasks/${task.id}/complete`, { data });
    },
    onSuccess: ({ next }) => {
      draft.forget();
      void message.success(`“${task.name}”已提交`);
      for (const name of ['case', 'cases', 'orders', 'task-counts', 'timeline', 'diagram'])
        void queries.invalidateQueries({ queryKey: [name] });
      onDone(next);
    },
    onError: draft.save,
  });
  const act = useMutation({
    mutationFn: (verb: 'claim' | 'release' | 'recall') => api.post(`/api/tasks/${task.id}/${verb}`),
    onSuccess: onChanged,
    onError: (error) => void message.error(wordsFor(error)),
  });
  const may = (verb: TaskDetail['may'][number]) => task.may.includes(verb);
  const works = task.status === 'open' && (may('complete') || may('resolve'));
  const after = {
    close: () => setHanding(null),
    done: () => {
      draft.forget();
      onChanged();
    },
  };
  const submit = () =>
    task.form ? (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit() : done.mutate({});
  useKeys({
    e: () =>
      document.getElementById(formId)?.querySelector<HTMLElement>('button:not(:disabled),input,textarea')?.focus(),
    t: () => may('transfer') && setHanding('transfer'),
    'ctrl+enter': () => (may('complete') ? submit() : may('claim') && act.mutate('claim')),
  });

  const refused = done.error instanceof ApiProblem ? done.error : null;
  const work = (
    <div className="taskform scroll">
      <TaskNotes task={task} />
      {task.signers ? <Signers signers={task.signers} status={task.status} /> : null}
      {task.help ? <p className="help second">{task.help}</p> : null}
      {task.law ? <p className="caption">依据：{task.law}</p> : null}
      {draft.conflict ? (
        <Conflict
          reason="这一步的草稿在别处另存过"
          differences={draft.conflict}
          onMerge={draft.merge}
          onDiscard={draft.discard}
        />
      ) : null}
      {refused && refused.fields.size === 0 ? <Refused problem={refused} reload={onChanged} /> : null}
      {done.error && !refused ? (
        <p className="banner danger" role="alert">
          没有提交成功：{wordsFor(done.error)}。您填的内容已存在本机，重试不会重复提交。
        </p>
      ) : null}
      {task.form ? (
        <StepForm
          id={formId}
          form={task.form}
          data={draft.data}
          context={{
            caseId: task.caseId,
            case: file,
            ...(works ? { names: () => api.post<string[]>(`/api/tasks/${task.id}/names`) } : {}),
          }}
          disabled={!works}
          {...(refused ? { refused: refused.fields } : {})}
          onChange={draft.change}
          onSubmit={(data) => done.mutate(data)}
        />
      ) : (
        <p className="second">这一步没有要填的内容{may('complete') ? '，办完后直接提交' : ''}。</p>
      )}
    </div>
  );
  const aside = task.caseId ? (
    <TaskAside task={task} caseId={task.caseId} says={file?.may.includes('comment') ?? false} />
  ) : null;
  return (
    <section className="taskpane" aria-label={task.name}>
      <TaskHead task={task} file={file} back={back} onHandOver={setHanding} onAct={(verb) => act.mutate(verb)} />
      {narrow && aside ? (
        <div className="tabs left">
          <Tabs
            tabs={[
              { key: 'form', label: '办理' },
              { key: 'aside', label: '走到哪一步 · 经过' },
            ]}
            active={tab}
            onChange={setTab}
            label="任务内容"
          />
        </div>
      ) : null}
      <div className="taskbody">
        {narrow && tab === 'aside' ? null : work}
        {narrow && tab === 'form' ? null : aside}
      </div>
      <TaskFooter
        task={task}
        saved={draft.saved}
        busy={done.isPending || act.isPending}
        onSave={draft.save}
        onSubmit={submit}
        onClaim={() => act.mutate('claim')}
        onResolve={() => setHanding('resolve')}
      />
      {handing === 'transfer' || handing === 'delegate' ? (
        <ColleagueDialog task={task} act={handing} {...after} />
      ) : null}
      {handing === 'return' ? <ReturnDialog task={task} {...after} /> : null}
      {handing === 'resolve' ? <ResolveDialog task={task} data={draft.data} {...after} /> : null}
    </section>
  );
}

function Refused({ problem, reload }: { readonly problem: ApiProblem; readonly reload: () => void }) {
  return (
    <p className={`banner ${problem.status === 409 ? 'warn' : 'danger'}`} role="alert">
      <span className="grow">
        {problem.message}。您填的都还在{problem.number ? `；错误编号 ${problem.number}` : ''}。
      </span>
      {problem.status === 409 ? (
        <button type="button" className="textbutton" onClick={reload}>
          刷新这一件
        </button>
      ) : null}
    </p>
  );
}
