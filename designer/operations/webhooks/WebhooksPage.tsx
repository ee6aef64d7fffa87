import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Webhook as Glyph } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Webhook, WebhookList } from '../../../server/webhooks/contract.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { Loaded } from '../../../ui/states/Loaded.tsx';
import { State } from '../../../ui/states/State.tsx';
import { shortTime } from '../../../ui/text/dates.ts';
import { base, useMayChange } from '../data.ts';
import { OpHead } from '../OpHead.tsx';
import { listWebhooks } from './requests.ts';
import { SecretDialog } from './SecretDialog.tsx';
import { WebhookDialog } from './WebhookDialog.tsx';

export const useWebhooks = () =>
  useQuery({ queryKey: ['op', 'webhooks'], queryFn: listWebhooks, refetchInterval: 5000 });

/** 对外通知: the systems that are told of what happens here, and whether they hear it. */
export function WebhooksPage() {
  const list = useWebhooks();
  const mayChange = useMayChange();
  const [making, make] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <OpHead
        title="对外通知"
        summary="案件和流程有变化时，把发生了什么告诉别的系统；只发案号和状态，不发个人信息"
        acts={
          mayChange ? (
            <Button type="primary" onClick={() => make(true)}>
              新增接收系统
            </Button>
          ) : null
        }
      />
      <div className="scroll pagebody">
        <Loaded query={list} rows={4}>
          {({ items, kinds }) =>
            items.length === 0 ? (
              <State icon={Glyph} title="还没有接收系统">
                <p>市级平台、数据中心等系统要跟着案件走时，把它的接收地址登记在这里。</p>
              </State>
            ) : (
              <Rows items={items} kinds={kinds} />
            )
          }
        </Loaded>
      </div>
      {making && list.data ? (
        <WebhookDialog
          kinds={list.data.kinds}
          close={() => make(false)}
          onSecret={(made) => {
            make(false);
            setSecret(made);
          }}
        />
      ) : null}
      {secret ? <SecretDialog secret={secret} close={() => setSecret(undefined)} /> : null}
    </>
  );
}

function Rows({ items, kinds }: WebhookList) {
  const titleOf = (kind: string) => kinds.find((one) => one.kind === kind)?.title ?? kind;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="接收系统">
      <table className="table">
        <thead>
          <tr>
            <th>系统</th>
            <th>通知什么</th>
            <th>状态</th>
            <th>上次送到</th>
            <th className="number">在等</th>
            <th className="number">没送到</th>
          </tr>
        </thead>
        <tbody>
          {items.map((webhook) => (
            <tr key={webhook.id}>
              <td>
                <Link className="od-strong" to={`${base}/webhooks/${webhook.id}`}>
                  {webhook.name}
                </Link>
                <p className="caption mono opurl">{webhook.url}</p>
              </td>
              <td className="second">{webhook.kinds.map(titleOf).join('、')}</td>
              <td>
                <WebhookStatus webhook={webhook} />
              </td>
              <td className="caption nowrap">
                {webhook.lastSent ? shortTime(webhook.lastSent, new Date()) : '还没有'}
              </td>
              <td className="number">{webhook.waiting} 条</td>
              <td className={`number ${webhook.failed ? 'danger' : 'quiet'}`}>{webhook.failed} 条</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function WebhookStatus({ webhook }: { readonly webhook: Webhook }) {
  if (webhook.status === 'active') return <Chip tone="ok">在用</Chip>;
  if (webhook.status === 'off') return <Chip>已关</Chip>;
  return <Chip tone="danger">系统已停用</Chip>;
}
