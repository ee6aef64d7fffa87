import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { InstanceView } from '../../../server/operations/contract.ts';
import { ReasonDialog } from '../../../ui/parts/ReasonDialog.tsx';
import { base, useOperation } from '../data.ts';
import { command } from '../requests.ts';
import { numberOf } from '../words.ts';
import { MoveDialog } from './MoveDialog.tsx';

type Simple = 'suspend' | 'resume' | 'cancel';

const says: Readonly<Record<Simple, { verb: string; explain: string; label: string; done: string }>> = {
  suspend: {
    verb: '暂停',
    explain: '暂停后待办不能办、计时停住、系统不再往下走；恢复后从原处接着走，期限不顺延。',
    label: '为什么暂停',
    done: '已暂停',
  },
  resume: {
    verb: '恢复',
    explain: '从停下的地方接着走；停着的时候已到期的，马上按到期处理。',
    label: '为什么恢复',
    done: '已恢复',
  },
  cancel: {
    verb: '撤销',
    explain: '流程就此结束，没办的待办全部撤下，不能再恢复。案件本身不会删除。',
    label: '为什么撤销',
    done: '已撤销',
  },
};

/** What I may do to this instance now; each asks for its reason. */
export function InstanceActs({ instance }: { readonly instance: InstanceView }) {
  const [asked, ask] = useState<Simple | 'move'>();
  const act = useOperation();
  const go = useNavigate();
  const { message } = App.useApp();
  const may = (what: InstanceView['may'][number]) => instance.may.includes(what);
  const close = () => {
    act.reset();
    ask(undefined);
  };
  const carryOut = async (what: Simple, reason: string) => {
    const done = await act.run(async (key) => {
      await command(instance.id, what, reason, key);
    });
    if (!done) return;
    void message.success(`${numberOf(instance)} ${says[what].done}`);
    close();
  };
  return (
    <div className="opacts">
      {instance.case ? (
        <a href={`/cases/${instance.case}`}>
          <Button type="link">看案件</Button>
        </a>
      ) : null}
      {may('suspend') ? <Button onClick={() => ask('suspend')}>暂停…</Button> : null}
      {may('resume') ? <Button onClick={() => ask('resume')}>恢复…</Button> : null}
      {may('modify') ? <Button onClick={() => ask('move')}>移到别的步骤…</Button> : null}
      {may('migrate') ? (
        <Button
          onClick={() =>
            void go(`${base}/migration?from=${encodeURIComponent(instance.key)}`, {
              state: { instances: [instance.id] },
            })
          }
        >
          迁到另一版…
        </Button>
      ) : null}
      {may('cancel') ? (
        <Button danger onClick={() => ask('cancel')}>
          撤销…
        </Button>
      ) : null}
      {asked && asked !== 'move' ? (
        <ReasonDialog
          open
          title={`${says[asked].verb} ${numberOf(instance)}`}
          explain={<p>{says[asked].explain}</p>}
          label={says[asked].label}
          okText={says[asked].verb}
          danger={asked === 'cancel'}
          error={act.error}
          busy={act.busy}
          close={close}
          onReason={(reason) => void carryOut(asked, reason)}
        />
      ) : null}
      {asked === 'move' ? <MoveDialog instance={instance} close={close} /> : null}
    </div>
  );
}
