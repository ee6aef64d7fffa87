import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Send } from 'lucide-react';
import { useState } from 'react';
import type { Delivery, Webhook } from '../../../server/webhooks/contract.ts';
import { Tabs } from '../../../ui/layout/PageHead.tsx';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { More } from '../../../ui/states/More.tsx';
import { ErrorState, Skeleton, State } from '../../../ui/states/State.tsx';
import { shortTime } from '../../../ui/text/dates.ts';
import { useMayChange, useOperation } from '../data.ts';
import { readDeliveries, redeliver } from './requests.ts';

const views = [
  { key: '', label: '全部' },
  { key: 'waiting', label: '在等' },
  { key: 'delivered', label: '已送到' },
  { key: 'failed', label: '没送到' },
];

/** 发送记录: each notice with its outcome, newest first; what did not arrive can be sent again. */
export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
  const [status, setStatus] = useState('');
  const list = useInfiniteQuery({
    queryKey: ['op', 'deliveries', webhook.id, status],
    queryFn: ({ pageParam }) => readDeliveries(webhook.id, status, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: 5000,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <section className="card" aria-label="发送记录">
      <header>
        <h2>发送记录</h2>
      </header>
      <div className="opinner">
        <Tabs tabs={views} active={status} onChange={setStatus} label="发送记录" />
      </div>
      {list.isError && !items ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !items ? (
        <Skeleton rows={4} />
      ) : items.length === 0 ? (
        <State icon={Send} title="没有记录">
          <p>有了要通知的事，会列在这里；也可以先“试送一条”。</p>
        </State>
      ) : (
        <Rows webhook={webhook} items={items} />
      )}
      <More list={list} />
    </section>
  );
}

function Rows({ webhook, items }: { readonly webhook: Webhook; readonly items: readonly Delivery[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="tablewrap" tabIndex={0} aria-label="记录">
      <table className="table">
        <thead>
          <tr>
            <th>什么事</th>
            <th>案号</th>
            <th>什么时候</th>
            <th>结果</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {items.map((delivery) => (
            <Row key={delivery.id} webhook={webhook} delivery={delivery} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ webhook, delivery }: { readonly webhook: Webhook; readonly delivery: Delivery }) {
  const act = useOperation();
  const mayChange = useMayChange();
  const again = () =>
    void act.run(async (key) => {
      await redeliver(webhook.id, delivery.id, key);
    });
  return (
    <tr>
      <td>
        <details>
          <summary>{delivery.title}</summary>
          <pre className="mono opbody">{JSON.stringify(delivery.body, null, 2)}</pre>
        </details>
      </td>
      <td className="mono nowrap">{delivery.number ?? '—'}</td>
      <td className="caption nowrap">{shortTime(delivery.created, new Date())}</td>
      <td>
        <Outcome delivery={delivery} />
        {act.error ? (
          <p className="fielderror small" role="alert">
            {act.error}
          </p>
        ) : null}
      </td>
      <td className="opacts">
        {mayChange && (delivery.status === 'failed' || delivery.status === 'delivered') ? (
          <Button size="small" loading={act.busy} onClick={again}>
            重送
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function Outcome({ delivery }: { readonly delivery: Delivery }) {
  const { status, attempts, next, delivered, answer, error } = delivery;
  const now = new Date();
  if (status === 'delivered')
    return (
      <span className="opchips">
        <Chip tone="ok">已送到</Chip>
        <span className="caption">
          {delivered ? shortTime(delivered, now) : ''}
          {attempts > 1 ? `，第 ${attempts} 次送到` : ''}
        </span>
      </span>
    );
  return (
    <span className="opchips">
      <Chip tone={status === 'failed' ? 'danger' : 'warn'}>
        {status === 'failed' ? '没送到' : status === 'sending' ? '正在送' : '在等'}
      </Chip>
      <span className="small second">
        {attempts ? `试了 ${attempts} 次` : ''}
        {error ? `，${error}` : answer ? `，对方答复 ${answer}` : ''}
        {status === 'waiting' && next ? `${attempts ? '，' : ''}${shortTime(next, now)} 再送` : ''}
      </span>
    </span>
  );
}
