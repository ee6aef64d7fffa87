import { Alert } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Webhook, WebhookList } from '../../../server/webhooks/contract.ts';
import { Loaded } from '../../../ui/states/Loaded.tsx';
import { State } from '../../../ui/states/State.tsx';
import { longTime } from '../../../ui/text/dates.ts';
import { base } from '../data.ts';
import { DetailHead } from '../OpHead.tsx';
import { Deliveries } from './Deliveries.tsx';
import { SecretDialog } from './SecretDialog.tsx';
import { WebhookActs } from './WebhookActs.tsx';
import { useWebhooks, WebhookStatus } from './WebhooksPage.tsx';

/** One system that is told: what is sent, whether it arrived, and the secret that signs it. */
export function WebhookPage() {
  const id = useParams().id!;
  const list = useWebhooks();
  const webhook = list.data?.items.find((one) => one.id === id);
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <DetailHead
        back={[
          { to: base, label: '运行' },
          { to: `${base}/webhooks`, label: '对外通知' },
        ]}
        title={webhook?.name ?? '接收系统'}
        summary={webhook ? <WebhookStatus webhook={webhook} /> : null}
        acts={webhook ? <WebhookActs webhook={webhook} kinds={list.data!.kinds} onSecret={setSecret} /> : null}
      />
      <div className="scroll pagebody opstack">
        <Loaded query={list} rows={6}>
          {({ kinds }) =>
            webhook ? (
              <>
                <About webhook={webhook} kinds={kinds} />
                <Deliveries webhook={webhook} />
              </>
            ) : (
              <State title="没有这个接收系统">
                <p>它可能已被删除。</p>
              </State>
            )
          }
        </Loaded>
      </div>
      {secret ? <SecretDialog secret={secret} close={() => setSecret(undefined)} /> : null}
    </>
  );
}

function About({ webhook, kinds }: { readonly webhook: Webhook; readonly kinds: WebhookList['kinds'] }) {
  return (
    <section className="card" aria-label="接收系统">
      <div className="body opabout">
        {webhook.status === 'disabled' ? (
          <Alert
            type="error"
            showIcon
            title={webhook.reason ?? '连着几天都没有送到，系统已停用'}
            description="请对方修好后，在“修改”里重新启用；没送到的可以逐条重送。"
          />
        ) : null}
        <dl className="facts">
          <div className="wide">
            <dt>接收地址</dt>
            <dd className="mono">{webhook.url}</dd>
          </div>
          <div className="wide">
            <dt>通知什么</dt>
            <dd>{webhook.kinds.map((kind) => kinds.find((one) => one.kind === kind)?.title ?? kind).join('、')}</dd>
          </div>
          <div>
            <dt>登记</dt>
            <dd>{longTime(webhook.created)}</dd>
          </div>
          <div>
            <dt>上次送到</dt>
            <dd>{webhook.lastSent ? longTime(webhook.lastSent) : '还没有'}</dd>
          </div>
          {webhook.rotatesUntil ? (
            <div>
              <dt>旧密钥用到</dt>
              <dd>{longTime(webhook.rotatesUntil)}</dd>
            </div>
          ) : null}
        </dl>
      </div>
    </section>
  );
}
