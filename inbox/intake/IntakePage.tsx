import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Lock } from 'lucide-react';
import { type FormEvent, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseCreated } from '../../server/intake/contract.ts';
import { api } from '../../ui/api/client.ts';
import { ApiProblem, wordsFor } from '../../ui/api/problem.ts';
import { uploadTo } from '../../ui/api/upload.ts';
import '../../ui/form/form.css';
import { useKeys } from '../../ui/keys/useKeys.ts';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { Pill } from '../../ui/parts/Chip.tsx';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { useOnline } from '../../ui/states/OfflineBanner.tsx';
import { clockTime, longTime } from '../../ui/text/dates.ts';
import { AfterCard, DuplicatesCard, ScoreCard } from './Aside.tsx';
import { checks, toCaseNew } from './draft.ts';
import { Group } from './Fields.tsx';
import { Circumstances, Handling, Materials } from './Handling.tsx';
import './intake.css';
import { Matter } from './Matter.tsx';
import { Claimants } from './Parties.tsx';
import { pointsByField } from './points.ts';
import { Source } from './Source.tsx';
import { useDuplicates, useIntakeDraft, useIntakeOptions, useScore } from './useIntake.ts';

/** 登记来访: one page; duplicates and the score appear while typing; Ctrl+Enter registers. */
export function Component() {
  const { me } = useSession();
  const { draft, change, clear, savedAt } = useIntakeDraft(me.id);
  const options = useIntakeOptions();
  const score = useScore(draft);
  const duplicates = useDuplicates(draft);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [tried, setTried] = useState(false);
  const points = useMemo(() => pointsByField(score.data?.items ?? []), [score.data]);
  const online = useOnline();
  const required = checks(draft);
  const missing = required.flatMap((check) => check.missing ?? []);
  const problem = (field: string) => (tried ? missing.find((one) => one.field === field) : undefined);
  const registration = useRegistration(() => {
    clear();
    setFiles([]);
    setTried(false);
  });

  const register = (then: 'case' | 'receipt') => {
    if (registration.isPending) return;
    setTried(true);
    const [first] = missing;
    if (first) return document.getElementById(first.field)?.focus();
    registration.mutate({ draft, files, then });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    register('case');
  };
  useKeys({ 'ctrl+enter': () => register('case') });

  return (
    <form className="intake" onSubmit={submit}>
      <PageHead
        title="登记来访"
        summary={
          <span className="small">
            收到 <b>{longTime(draft.received)}</b>　首问责任人 <b>{me.name}</b>{' '}
            <Lock size={13} className="icon" role="img" aria-label="登记后不能更改" />
          </span>
        }
        acts={savedAt ? <Pill>草稿已保存 {clockTime(savedAt)} · 仅你可见</Pill> : null}
      />
      <div className="intakebody">
        <div className="scroll intakeform">
          <Loaded query={options}>
            {(known) => (
              <>
                <Group title="怎么来的">
                  <Source sources={known.sources} value={draft.source} onChange={(source) => change({ source })} />
                </Group>
                <Claimants draft={draft} change={change} points={points.people} problem={problem} />
                <Matter options={known} draft={draft} change={change} points={points} problem={problem} />
                <Handling draft={draft} change={change} paths={known.paths} />
                <Circumstances draft={draft} change={change} points={points} />
                <Materials files={files} onFiles={setFiles} />
              </>
            )}
          </Loaded>
        </div>
        <aside className="scroll intakeaside" aria-label="查重与评分">
          <DuplicatesCard found={duplicates.data ?? []} draft={draft} change={change} />
          <ScoreCard score={score.data} />
          <AfterCard score={score.data} />
        </aside>
      </div>
      <footer className="intakefoot">
        <Button type="text" onClick={clear} disabled={!savedAt}>
          放弃
        </Button>
        <p className="grow small second" role="status">
          {registration.error ? (
            <span className="danger">{failure(registration.error)}</span>
          ) : online ? (
            `已填 ${required.length - missing.length} / ${required.length} 项必填`
          ) : (
            '连上网后可登记，草稿已存在本机'
          )}
        </p>
        <Button disabled={!online} onClick={() => register('receipt')}>
          登记并打印受理回执
        </Button>
        <Button
          type="primary"
          htmlType="submit"
          disabled={!online}
          loading={registration.isPending}
          title="Ctrl + Enter"
        >
          {draft.duplicate
            ? `登记并${draft.duplicate.verb === 'merge' ? '并入' : '关联'} ${draft.duplicate.number}`
            : '登记'}
        </Button>
      </footer>
    </form>
  );
}

interface Given {
  readonly draft: Parameters<typeof toCaseNew>[0];
  readonly files: readonly File[];
  readonly then: 'case' | 'receipt';
}

/** Registers once whatever is pressed, then puts the files into the case and opens it. */
function useRegistration(onDone: () => void) {
  const go = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: async ({ draft, files, then }: Given) => {
      const created = await api.post<CaseCreated>('/api/cases', toCaseNew(draft));
      const failed: string[] = [];
      for (const file of files) await uploadTo(created.id, file).catch(() => failed.push(file.name));
      return { created, failed, then };
    },
    onSuccess: ({ created, failed, then }) => {
      onDone();
      void message.success(created.merged ? `已并入 ${created.number}` : `已登记，案号 ${created.number}`);
      if (failed.length > 0) void message.warning(`${failed.join('、')} 没有传上，请在案卷的“材料”里再传`);
      void queries.invalidateQueries({ queryKey: ['cases'] });
      void go(then === 'receipt' ? `/cases/${created.id}/receipt` : `/cases/${created.id}`);
    },
  });
}

function failure(error: unknown): string {
  const number = error instanceof ApiProblem && error.number ? `（错误编号 ${error.number}）` : '';
  return `没有登记成功：${wordsFor(error)}${number}。您填的都在，可以重试`;
}
