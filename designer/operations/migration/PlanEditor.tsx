import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { Choice, MigrationDraft, MigrationTrial } from '../../../server/operations/change.contract.ts';
import type { VersionView } from '../../../server/operations/contract.ts';
import { ReasonDialog } from '../../../ui/parts/ReasonDialog.tsx';
import { ErrorState, Skeleton } from '../../../ui/states/State.tsx';
import { BulkProgress } from '../bulk/BulkProgress.tsx';
import { Failures } from '../bulk/Failures.tsx';
import { useBulk, useOperation, useVersionView } from '../data.ts';
import { begin, draftMigration, tryMigration } from '../requests.ts';
import { PlanDiagrams } from './PlanDiagrams.tsx';
import { PlanTable } from './PlanTable.tsx';
import { linesOf, planOf, restartTimer, sendTo } from './plan.ts';
import { Trial } from './Trial.tsx';

interface Props {
  readonly from: string;
  readonly to: string;
  readonly choice: Choice;
}

/** Loads the proposal and both versions, then opens the editor. */
export function PlanEditor({ from, to, choice }: Props) {
  const draft = useQuery({
    queryKey: ['migration', from, to],
    queryFn: () => draftMigration(from, to),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [old, next] = [useVersionView(from), useVersionView(to)];
  const failed = [draft, old, next].find(({ isError }) => isError);
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  if (!draft.data || !old.data || !next.data) return <Skeleton rows={8} />;
  return <Editor draft={draft.data} from={old.data} to={next.data} choice={choice} />;
}

interface EditorProps {
  readonly draft: MigrationDraft;
  readonly from: VersionView;
  readonly to: VersionView;
  readonly choice: Choice;
}

function Editor({ draft, from, to, choice }: EditorProps) {
  const [lines, setLines] = useState(() => linesOf(draft));
  const [chosen, choose] = useState<string>();
  const [trial, setTrial] = useState<MigrationTrial>();
  const [asking, ask] = useState(false);
  const [bulk, setBulk] = useState<string>();
  const [trying, starting] = [useOperation(), useOperation()];
  const plan = planOf(draft.plan, lines);
  const nowhere = lines.filter((line) => line.to === undefined).length;
  const edit = (next: typeof lines) => {
    setLines(next);
    setTrial(undefined);
  };
  const send = (element: string, target: string | undefined) => edit(sendTo(lines, element, target));
  const look = () => void trying.run(async () => setTrial(await tryMigration(plan, choice)));
  const start = async (reason: string) => {
    const done = await starting.run(async (key) => {
      const begun = await begin({ kind: 'migrate', reason, choice, plan }, key);
      setBulk(begun.id);
    });
    if (done) ask(false);
  };
  if (bulk) return <Running id={bulk} />;
  return (
    <>
      <PlanDiagrams
        {...{ lines, from, to, chosen }}
        onChoose={choose}
        onSend={(target) => chosen && send(chosen, target)}
      />
      <PlanTable
        {...{ lines, to, chosen }}
        onChoose={choose}
        onSend={send}
        onRestart={(element, restart) => edit(restartTimer(lines, element, restart))}
      />
      {trying.error ? <Alert type="error" showIcon title={trying.error} /> : null}
      <section className="opbar" aria-label="办迁移">
        <span className="second">
          {nowhere > 0 ? `${nowhere} 处还没有去处：停在那里的不会迁，留在原版。` : '每一处都有去处。'}
          {trial
            ? `试算过：${trial.ready} 件迁得过去${trial.refused.length ? `，${trial.refused.length} 件不行，原因在下面` : ''}。`
            : '先试算，看看哪些迁得过去。'}
        </span>
        <span className="grow" />
        <Button type={trial ? 'default' : 'primary'} loading={trying.busy} onClick={look}>
          试算
        </Button>
        <Button type={trial ? 'primary' : 'default'} disabled={!trial || trial.ready === 0} onClick={() => ask(true)}>
          {trial ? `开始迁移 ${trial.more ? '全部' : `${trial.ready} 件`}` : '开始迁移'}
        </Button>
      </section>
      {trial ? <Trial trial={trial} /> : null}
      {asking && trial ? (
        <ReasonDialog
          open
          title={`从第 ${from.version} 版迁到第 ${to.version} 版`}
          explain={
            <p>
              能迁的 {trial.more ? '' : `${trial.ready} 件`}从停着的一步按第 {to.version} 版接着走；已发的待办不变，
              {plan.restart?.length ? `${plan.restart.length} 处计时从现在重新算，其余` : ''}到期时间照旧。
              {trial.refused.length ? `不能迁的 ${trial.refused.length} 件留在原版。` : ''}迁过去以后不能一键退回。
            </p>
          }
          label="为什么迁"
          okText="开始迁移"
          error={starting.error}
          busy={starting.busy}
          close={() => ask(false)}
          onReason={(reason) => void start(reason)}
        />
      ) : null}
    </>
  );
}

/** The migration under way. */
function Running({ id }: { readonly id: string }) {
  const bulk = useBulk(id);
  if (bulk.isError) return <ErrorState error={bulk.error} retry={() => void bulk.refetch()} />;
  if (!bulk.data) return <Skeleton rows={2} />;
  return (
    <>
      <BulkProgress bulk={bulk.data} />
      <Failures bulk={bulk.data} />
    </>
  );
}
