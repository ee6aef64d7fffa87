import { Button, Popconfirm, Progress } from 'antd';
import type { Bulk } from '../../../server/operations/change.contract.ts';
import { useMayChange, useOperation } from '../data.ts';
import { stopBulk } from '../requests.ts';
import { bulkStatusWords } from '../words.ts';

/** How far a bulk order is; it can be stopped while it runs. */
export function BulkProgress({ bulk }: { readonly bulk: Bulk }) {
  const act = useOperation();
  const mayChange = useMayChange();
  const settled = bulk.done + bulk.failed;
  const percent = bulk.total === 0 ? 100 : Math.floor((settled / bulk.total) * 100);
  const left = bulk.total - settled;
  return (
    <section className="card opprogress" aria-label="进度">
      <Progress
        percent={percent}
        aria-label="进度"
        status={bulk.status === 'running' ? 'active' : bulk.failed ? 'exception' : 'success'}
        showInfo={false}
      />
      <div className="line" role="status">
        <b>{bulkStatusWords[bulk.status]}</b>
        <span>
          共 {bulk.total} 件，办成 {bulk.done} 件
          {bulk.failed ? <b className="danger">，没办成 {bulk.failed} 件</b> : null}
          {bulk.status === 'running' ? `，还有 ${left} 件` : bulk.status === 'stopped' ? `，${left} 件没有动` : ''}
        </span>
        <span className="grow" />
        {bulk.status === 'running' && mayChange ? (
          <Popconfirm
            title="停下来？"
            description="已办的不会退回，还没轮到的不再办。"
            okText="停下"
            cancelText="接着办"
            onConfirm={() => act.run((key) => stopBulk(bulk.id, key))}
          >
            <Button loading={act.busy}>停下</Button>
          </Popconfirm>
        ) : null}
      </div>
      {act.error ? (
        <p className="fielderror small" role="alert">
          {act.error}
        </p>
      ) : null}
    </section>
  );
}
