import { Alert, Checkbox, Form, Input, Modal, Switch } from 'antd';
import type { Webhook, WebhookList, WebhookNew } from '../../../server/webhooks/contract.ts';
import { ApiProblem } from '../../../ui/api/problem.ts';
import { useOperation } from '../data.ts';
import { changeWebhook, makeWebhook } from './requests.ts';

interface Props {
  readonly kinds: WebhookList['kinds'];
  /** To be changed; a new one when not given. */
  readonly webhook?: Webhook;
  readonly close: () => void;
  /** Of a new one: the secret. */
  readonly onSecret?: (secret: string) => void;
}

type Values = WebhookNew & { readonly active: boolean };

/** A system that is to be told: name, address, and of what. */
export function WebhookDialog({ kinds, webhook, close, onSecret }: Props) {
  const [form] = Form.useForm<Values>();
  const act = useOperation();
  const save = async ({ active, ...values }: Values) => {
    const done = await act.run(async (key) => {
      if (webhook) await changeWebhook(webhook.id, { ...values, active }, key);
      else onSecret?.((await makeWebhook(values, key)).secret);
    });
    if (done) close();
  };
  const url = act.problem instanceof ApiProblem ? act.problem.fields.get('/url') : undefined;
  return (
    <Modal
      open
      title={webhook ? `修改“${webhook.name}”` : '新增接收系统'}
      okText={webhook ? '保存' : '新增，取密钥'}
      cancelText="取消"
      confirmLoading={act.busy}
      onOk={() => form.submit()}
      onCancel={close}
      width={640}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          name: webhook?.name ?? '',
          url: webhook?.url ?? '',
          kinds: webhook?.kinds ?? [],
          active: webhook ? webhook.status === 'active' : true,
        }}
        onFinish={(values: Values) => void save(values)}
      >
        <Form.Item
          name="name"
          label="系统名称"
          rules={[{ required: true, min: 2, max: 60, message: '写 2 到 60 个字' }]}
        >
          <Input placeholder="例如：市综治信息平台" />
        </Form.Item>
        <Form.Item
          name="url"
          label="接收地址"
          extra={
            <>
              由对方提供，以 <span className="mono">https://</span> 开头，要能从外网访问
            </>
          }
          {...(url && { validateStatus: 'error', help: url })}
          rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: '不是完整的网址' }]}
        >
          <Input className="od-mono" placeholder="对方给的网址" />
        </Form.Item>
        <Form.Item name="kinds" label="通知什么" rules={[{ required: true, message: '至少选一项' }]}>
          <Kinds kinds={kinds} />
        </Form.Item>
        {/* Kept in the form also for a new one, which begins in use. */}
        <Form.Item name="active" label="在用" valuePropName="checked" hidden={!webhook}>
          <Switch aria-label="在用" />
        </Form.Item>
      </Form>
      {act.error && !url ? <Alert type="error" showIcon title={act.error} /> : null}
    </Modal>
  );
}

interface KindsProps {
  readonly kinds: WebhookList['kinds'];
  readonly value?: WebhookNew['kinds'];
  readonly onChange?: (value: WebhookNew['kinds']) => void;
}

/** What is told of, each kind with what it means. */
function Kinds({ kinds, value = [], onChange }: KindsProps) {
  return (
    <Checkbox.Group className="opkinds" value={value} onChange={(next) => onChange?.(next as WebhookNew['kinds'])}>
      {kinds.map(({ kind, title, help }) => (
        <Checkbox key={kind} value={kind}>
          {title}
          <span className="caption">{help}</span>
        </Checkbox>
      ))}
    </Checkbox.Group>
  );
}
