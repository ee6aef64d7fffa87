import { Button } from 'antd';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { Pill } from '../../ui/parts/Chip.tsx';
import { useOnline } from '../../ui/states/OfflineBanner.tsx';
import { clockTime } from '../../ui/text/dates.ts';
import type { Saved } from './useDraft.ts';

interface Props {
  readonly task: TaskDetail;
  readonly saved: Saved;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onSubmit: () => void;
  readonly onClaim: () => void;
  readonly onResolve: () => void;
}

/** Left: what happens after; right: the acts. */
export function TaskFooter({ task, saved, busy, onSave, onSubmit, onClaim, onResolve }: Props) {
  const online = useOnline();
  if (task.status !== 'open') return null;
  const completes = task.may.includes('complete');
  return (
    <footer className="taskfooter">
      <p className="grow second small">
        {!online
          ? '连上网后可提交'
          : completes && task.form?.after
            ? `提交后：${task.form.after.replace(/^提交后[：，,]?/, '')}`
            : null}
        {completes ? null : whyNot(task)}
      </p>
      {completes ? (
        <>
          <SavedPill saved={saved} />
          <Button onClick={onSave}>存草稿</Button>
          <Button type="primary" loading={busy} disabled={!online} onClick={onSubmit} title="Ctrl + Enter">
            提交，打开下一件
          </Button>
        </>
      ) : task.may.includes('resolve') ? (
        <>
          <SavedPill saved={saved} />
          <Button type="primary" loading={busy} disabled={!online} onClick={onResolve}>
            交回 {task.owner}
          </Button>
        </>
      ) : task.may.includes('claim') ? (
        <Button type="primary" loading={busy} disabled={!online} onClick={onClaim}>
          签收，由我办理
        </Button>
      ) : null}
    </footer>
  );
}

/** Why the page only shows the task, or what comes before it can be submitted. */
function whyNot({ may, who, owner, suspended }: TaskDetail): string {
  if (suspended) return '流程已暂停，现在只能查看。';
  if (may.includes('claim')) return '签收后由您办理，其他人不再看到这一件。';
  if (may.includes('resolve')) return `办完后交回 ${owner ?? '委托人'}，由对方提交。`;
  if (owner) return `已由 ${owner} 委托 ${who ?? '同事'} 办理，交回后继续。`;
  return `这一步由 ${who ?? '其他人'} 办理，您只能查看。`;
}

function SavedPill({ saved }: { readonly saved: Saved }) {
  if (saved.local) return <Pill off>已存在本机</Pill>;
  return saved.at ? <Pill>草稿已保存 {clockTime(saved.at)} · 仅你可见</Pill> : null;
}
