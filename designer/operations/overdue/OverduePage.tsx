import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { AlarmClockCheck } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import type { TaskList } from '../../../server/operations/contract.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { ErrorState, Skeleton, State } from '../../../ui/states/State.tsx';
import { longTime } from '../../../ui/text/dates.ts';
import { base, useOverview } from '../data.ts';
import { DetailHead } from '../OpHead.tsx';
import { findOverdue } from '../requests.ts';
import { numberOf } from '../words.ts';

/** 超期的: open tasks of a procedure past their due date, and who has them. */
export function OverduePage() {
  const [search] = useSearchParams();
  const process = search.get('process') ?? '';
  const name = useOverview().data?.find((one) => one.process === process)?.name;
  const list = useInfiniteQuery({
    queryKey: ['op', 'overdue', process],
    queryFn: ({ pageParam }) => findOverdue(process, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <DetailHead
        back={[{ to: base, label: '运行' }]}
        title={name ? `${name}：超期的待办` : '超期的待办'}
        summary="过了期限还没办完的"
      />
      <div className="scroll pagebody">
        {list.isError && !items ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !items ? (
          <Skeleton rows={6} />
        ) : items.length === 0 ? (
          <State icon={AlarmClockCheck} title="没有超期的">
            <p>过了期限还没办完的待办会列在这里。</p>
          </State>
        ) : (
          <Rows items={items} />
        )}
        {list.hasNextPage ? (
          <div className="more">
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              再看更多
            </Button>
          </div>
        ) : null}
      </div>
    </>
  );
}

function Rows({ items }: { readonly items: TaskList['items'] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="清单">
      <table className="table">
        <thead>
          <tr>
            <th>案号</th>
            <th>哪一步</th>
            <th>谁在办</th>
            <th>期限</th>
            <th>开始</th>
          </tr>
        </thead>
        <tbody>
          {items.map((task) => (
            <tr key={`${task.instance}:${task.task}`}>
              <td>
                <Link className="od-strong mono" to={`${base}/instances/${task.instance}`}>
                  {numberOf({ number: task.number, id: task.instance })}
                </Link>
              </td>
              <td>
                {task.name} {task.suspended ? <Chip tone="warn">已暂停</Chip> : null}
              </td>
              <td>{task.who ?? <span className="quiet">还没有人签收</span>}</td>
              <td className="danger nowrap">{task.due ? longTime(task.due) : '—'}</td>
              <td className="caption nowrap">{longTime(task.created)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
