import { Alert, App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { IncidentItem } from '../../../server/operations/contract.ts';
import { ReasonDialog } from '../../../ui/parts/ReasonDialog.tsx';
import { ErrorState, Skeleton } from '../../../ui/states/State.tsx';
import { useInstance, useOperation, useVersionView } from '../data.ts';
import { FactFields } from '../FactFields.tsx';
import { linesOf, seenFrom } from '../facts.ts';
import { retry, skip } from '../requests.ts';

/** What can be done about one thing that is stuck: again as it is, again with mended facts, or on without it. */
export function IncidentActs({ incident }: { readonly incident: IncidentItem }) {
  const [asked, ask] = useState<'mend' | 'skip'>();
  const act = useOperation();
  const done = useDone(incident);
  const close = () => ask(undefined);
  return (
    <div className="opacts">
      <Button
        loading={act.busy}
        onClick={() =>
          void act.run(async (key) => {
            await retry(incident.instance, incident.incident, undefined, key);
            await done('已重试');
          })
        }
      >
        重试
      </Button>
      <Button onClick={() => ask('mend')}>改事实再试…</Button>
      <Button onClick={() => ask('skip')}>跳过…</Button>
      {act.error ? (
        <p className="fielderror small" role="alert">
          {act.error}
        </p>
      ) : null}
      {asked === 'mend' ? <MendDialog incident={incident} close={close} /> : null}
      {asked === 'skip' ? <SkipDialog incident={incident} close={close} /> : null}
    </div>
  );
}

/** Reads everything anew and says what was done. */
function useDone({ name }: IncidentItem): (verb: string) => Promise<void> {
  const { message } = App.useApp();
  return async (verb) => {
    void message.success(`“${name}”${verb}`);
  };
}

interface DialogProps {
  readonly incident: IncidentItem;
  readonly close: () => void;
}

function MendDialog({ incident, close }: DialogProps) {
  const act = useOperation();
  const done = useDone(incident);
  const instance = useInstance(incident.instance);
  const version = useVersionView(incident.procedure);
  const [changes, setChanges] = useState<Readonly<Record<string, unknown>>>({});
  const count = Object.keys(changes).length;
  const save = async () => {
    const ok = await act.run(async (key) => {
      await retry(incident.instance, incident.incident, { ...changes }, key);
      await done('已改事实并重试');
    });
    if (ok) close();
  };
  return (
    <Modal
      open
      title={`改事实，再试“${incident.name}”`}
      okText={count ? `改 ${count} 项并重试` : '先改一项'}
      okButtonProps={{ disabled: count === 0 }}
      cancelText="取消"
      confirmLoading={act.busy}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <p>{incident.cause}</p>
      <p className="second">{incident.remedy}</p>
      {instance.isError ? (
        <ErrorState error={instance.error} retry={() => void instance.refetch()} />
      ) : instance.data && version.data ? (
        <FactFields
          lines={linesOf(seenFrom(instance.data, incident), version.data.facts)}
          changes={changes}
          onChange={setChanges}
          first={incident.facts}
        />
      ) : (
        <Skeleton rows={3} />
      )}
      {act.error ? <Alert type="error" showIcon title={act.error} /> : null}
    </Modal>
  );
}

function SkipDialog({ incident, close }: DialogProps) {
  const act = useOperation();
  const done = useDone(incident);
  const save = async (reason: string) => {
    const ok = await act.run(async (key) => {
      await skip(incident.instance, incident.incident, reason, undefined, key);
      await done('已跳过');
    });
    if (ok) close();
  };
  return (
    <ReasonDialog
      open
      title={`跳过“${incident.name}”`}
      explain={
        <p>
          当作“{incident.name}”已经办完，从它后面接着走。它该做的事（发信、出文书、算结果）不会再做，需要的请另行办理。
        </p>
      }
      label="为什么跳过"
      okText="跳过，接着走"
      error={act.error}
      busy={act.busy}
      close={close}
      onReason={(reason) => void save(reason)}
    />
  );
}
