import { App, Button, Modal, Popconfirm, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Webhook, WebhookList } from '../../../server/webhooks/contract.ts';
import { base, useMayChange, useOperation } from '../data.ts';
import { ping, removeWebhook, rotate } from './requests.ts';
import { WebhookDialog } from './WebhookDialog.tsx';

interface Props {
  readonly webhook: Webhook;
  readonly kinds: WebhookList['kinds'];
  readonly onSecret: (secret: string) => void;
}

/** What can be done with a receiving system: try it, change it, a new secret, take it away. */
export function WebhookActs({ webhook, kinds, onSecret }: Props) {
  const [asked, ask] = useState<'change' | 'rotate'>();
  const act = useOperation();
  const go = useNavigate();
  const { message } = App.useApp();
  const mayChange = useMayChange();
  if (!mayChange) return null;
  const test = () =>
    act.run(async (key) => {
      await ping(webhook.id, key);
      void message.success('试送的一条已经排上，马上送出');
    });
  const remove = () =>
    act.run(async () => {
      await removeWebhook(webhook.id);
      void go(`${base}/webhooks`);
    });
  return (
    <div className="opacts">
      {act.error ? (
        <span className="danger small" role="alert">
          {act.error}
        </span>
      ) : null}
      <Button loading={act.busy} disabled={webhook.status !== 'active'} onClick={() => void test()}>
        试送一条
      </Button>
      <Button onClick={() => ask('change')}>修改…</Button>
      <Button onClick={() => ask('rotate')}>换密钥…</Button>
      <Popconfirm
        title={`不再通知“${webhook.name}”？`}
        description="没送到的也不再送，送过的记录一起删除。"
        okText="删除"
        okButtonProps={{ danger: true }}
        cancelText="留着"
        onConfirm={remove}
      >
        <Button danger>删除</Button>
      </Popconfirm>
      {asked === 'change' ? <WebhookDialog kinds={kinds} webhook={webhook} close={() => ask(undefined)} /> : null}
      {asked === 'rotate' ? <RotateDialog webhook={webhook} close={() => ask(undefined)} onSecret={onSecret} /> : null}
    </div>
  );
}

const waits = [
  { value: 0, label: '马上失效' },
  { value: 24, label: '再用 1 天' },
  { value: 72, label: '再用 3 天' },
  { value: 168, label: '再用 7 天' },
];

function RotateDialog({ webhook, close, onSecret }: Omit<Props, 'kinds'> & { readonly close: () => void }) {
  const [hours, setHours] = useState(24);
  const act = useOperation();
  const start = async () => {
    const done = await act.run(async (key) => {
      onSecret((await rotate(webhook.id, hours, key)).secret);
    });
    if (done) close();
  };
  return (
    <Modal
      open
      title={`给“${webhook.name}”换密钥`}
      okText="换新密钥"
      cancelText="取消"
      confirmLoading={act.busy}
      onOk={() => void start()}
      onCancel={close}
      destroyOnHidden
    >
      <p className="second">
        对方换上新密钥之前，旧的可以再用几天：这几天里每条通知两个签名都带着。密钥外泄的，选马上失效。
      </p>
      <Radio.Group
        aria-label="旧密钥"
        value={hours}
        options={waits}
        onChange={({ target }) => setHours(target.value as number)}
      />
      {act.error ? (
        <p className="fielderror small" role="alert">
          {act.error}
        </p>
      ) : null}
    </Modal>
  );
}
