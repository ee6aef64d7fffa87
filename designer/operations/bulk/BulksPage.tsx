import { useInfiniteQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { Link } from 'react-router';
import type { Bulk } from '../../../server/operations/change.contract.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { More } from '../../../ui/states/More.tsx';
import { ErrorState, Skeleton, State } from '../../../ui/states/State.tsx';
import { shortTime } from '../../../ui/text/dates.ts';
import { base } from '../data.ts';
import { OpHead } from '../OpHead.tsx';
import { listBulks } from '../requests.ts';
import { bulkStatusWords, bulkWords } from '../words.ts';

/** 批量办理: what was done to many at once, by whom and why, newest first. */
export function BulksPage() {
  const list = useInfiniteQuery({
    queryKey: ['op', 'bulks'],
    queryFn: ({ pageParam }) => listBulks(pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 5000,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <OpHead title="批量办理" summary="一起办的事，谁在什么时候因为什么办的，办成了几件" />
      <div className="scroll pagebody">
        {list.isError && !items ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !items ? (
          <Skeleton rows={5} />
        ) : items.length === 0 ? (
          <State icon={ListChecks} title="还没有批量办理过">
            <p>在“在办件”里勾选几件，可以一起暂停、恢复、重试、撤销或迁到另一版。</p>
          </State>
        ) : (
          <Rows items={items} />
        )}
        <More list={list} />
      </div>
    </>
  );
}

function Rows({ items }: { readonly items: readonly Bulk[] }) {
  const now = new Date();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="清单">
      <table className="table">
        <thead>
          <tr>
            <th>办什么</th>
            <th>为什么</th>
            <th>谁</th>
            <th>什么时候</th>
            <th className="number">办成</th>
            <th className="number">没办成</th>
            <th>进度</th>
          </tr>
        </thead>
        <tbody>
          {items.map((bulk) => (
            <tr key={bulk.id}>
              <td>
                <Link className="od-strong" to={`${base}/bulks/${bulk.id}`}>
                  {bulkWords[bulk.kind]} {bulk.total} 件
                </Link>
              </td>
              <td>{bulk.reason}</td>
              <td>{bulk.by}</td>
              <td className="caption nowrap">{shortTime(bulk.created, now)}</td>
              <td className="number">{bulk.done} 件</td>
              <td className={`number ${bulk.failed ? 'danger' : 'quiet'}`}>{bulk.failed} 件</td>
              <td>
                <Chip tone={bulk.status === 'running' ? 'brand' : bulk.status === 'done' ? 'ok' : 'warn'}>
                  {bulkStatusWords[bulk.status]}
                </Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
