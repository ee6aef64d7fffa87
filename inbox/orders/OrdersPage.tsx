import { useInfiniteQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { Send } from 'lucide-react';
import type { OrderItem, OrderList } from '../../server/orders/contract.ts';
import { api } from '../../ui/api/client.ts';
import { useDepartments } from '../../ui/api/directory.ts';
import { useChoices } from '../../ui/choices/useChoices.ts';
import { PageHead, Tabs } from '../../ui/layout/PageHead.tsx';
import { More } from '../../ui/states/More.tsx';
import { ErrorState, FilteredEmpty, Skeleton, State } from '../../ui/states/State.tsx';
import { counted } from '../../ui/text/counted.ts';
import { Board } from './Board.tsx';
import './orders.css';

/** 交办单: grouped by who is awaited; us too. */
export function Component() {
  const { search, change, restart } = useChoices();
  const view = search.get('view') ?? 'open';
  const filters = { view, q: search.get('q') ?? '', department: search.get('department') ?? '' };
  const list = useInfiniteQuery({
    queryKey: ['orders', filters],
    queryFn: ({ pageParam, signal }) => api.get<OrderList>('/api/orders', { ...filters, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((page) => page.items as OrderItem[]);
  const counts = list.data?.pages[0]?.counts ?? {};
  const bounced = items?.filter((item) => item.bounced).length ?? 0;
  const filtered = filters.q !== '' || filters.department !== '';
  const tabs = [
    { key: 'open', label: '在等谁', count: counts.open },
    { key: 'late', label: '超期', count: counts.late },
    { key: 'closed', label: '已销单', count: counts.closed },
  ];
  return (
    <>
      <PageHead
        title="交办单"
        summary={<Summary open={counts.open ?? 0} late={counts.late ?? 0} bounced={bounced} />}
        acts={
          <Input.Search
            key={filters.q}
            className="orderfind"
            defaultValue={filters.q}
            allowClear
            placeholder="单号、事由、部门"
            aria-label="查找交办单"
            onSearch={(words) => change({ q: words.trim() })}
          />
        }
      >
        <Tabs tabs={tabs} active={view} onChange={(key) => change({ view: key })} label="交办单视图" />
      </PageHead>
      <div className="ordersbody">
        <Departments chosen={filters.department} choose={(id) => change({ department: id })} />
        <div className="scroll pagebody">
          {list.isError && !items ? (
            <ErrorState error={list.error} retry={() => void list.refetch()} />
          ) : !items ? (
            <Skeleton rows={8} />
          ) : items.length > 0 ? (
            <Board items={items} />
          ) : filtered ? (
            <FilteredEmpty clear={() => restart({ view })} />
          ) : (
            <State icon={Send} title={view === 'late' ? '没有超期的交办单' : '没有交办单'}>
              <p>在案卷里点“发交办单”，经镇领导批准后发给市直部门。</p>
            </State>
          )}
          <More list={list} />
        </div>
      </div>
    </>
  );
}

function Summary({ open, late, bounced }: { readonly open: number; readonly late: number; readonly bounced: number }) {
  return (
    <>
      在办 {counted(open)} 件{late > 0 ? '，' : ''}
      {late > 0 ? <b className="danger">{counted(late)} 件超期</b> : null}
      {bounced > 0 ? `，${bounced} 件邮件被退回` : ''}
    </>
  );
}

function Departments({ chosen, choose }: { readonly chosen: string; readonly choose: (id: string) => void }) {
  const { data = [] } = useDepartments();
  const listed = data.filter(({ open, id }) => open > 0 || id === chosen).sort((one, other) => other.open - one.open);
  return (
    <nav className="orderrail scroll" aria-label="部门">
      <p className="caption">部门</p>
      <ul>
        {[{ id: '', short: '全部', open: 0 }, ...listed].map(({ id, short, open }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === chosen} onClick={() => choose(id)}>
              <span className="grow">{short}</span>
              {open > 0 ? <span className="caption">{open}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      <p className="caption">阶梯</p>
      <dl className="small second">
        {[
          ['到期前', '提醒'],
          ['超期次日', '催办'],
          ['超期 3 日', '督办'],
          ['超期 5 日', '通报'],
        ].map(([when, act]) => (
          <div key={act}>
            <dt>{when}</dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
      <p className="caption">均为工作日，由“基层发令”流程自动执行</p>
    </nav>
  );
}
