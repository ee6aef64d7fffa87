import { useInfiniteQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { FolderOpen } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { CaseItem, CaseList } from '../../server/cases/contract.ts';
import { api } from '../../ui/api/client.ts';
import { useChoices } from '../../ui/choices/useChoices.ts';
import { PageHead, Tabs } from '../../ui/layout/PageHead.tsx';
import { Deadline } from '../../ui/parts/Deadline.tsx';
import { LevelMark } from '../../ui/parts/LevelMark.tsx';
import { More } from '../../ui/states/More.tsx';
import { ErrorState, FilteredEmpty, Skeleton, State } from '../../ui/states/State.tsx';
import { shortTime } from '../../ui/text/dates.ts';
import { levelNames } from '../../ui/text/names.ts';
import './cases.css';

const stages = ['发现', '研判', '流转', '处置', '反馈'];

/** 案件: every case of the town that I may see; view, words and filters live in the address. */
export function Component() {
  const { search, change, restart } = useChoices();
  const view = search.get('view') ?? 'open';
  const filters = {
    view,
    q: search.get('q') ?? '',
    stage: search.get('stage') ?? '',
    level: search.get('level') ?? '',
  };
  const list = useInfiniteQuery({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam, signal }) => api.get<CaseList>('/api/cases', { ...filters, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  const counts = list.data?.pages[0]?.counts ?? {};
  const filtered = filters.q !== '' || filters.stage !== '' || filters.level !== '';
  const tabs = [
    { key: 'open', label: '在办', count: counts.open },
    { key: 'closed', label: '已办结', count: counts.closed },
    { key: 'all', label: '全部', count: counts.all },
  ];
  return (
    <>
      <PageHead
        title="案件"
        acts={
          <div className="casefilters">
            <Input.Search
              key={filters.q}
              defaultValue={filters.q}
              allowClear
              placeholder="案号、当事人、电话后四位、地址"
              aria-label="查找案件"
              onSearch={(words) => change({ q: words.trim() })}
            />
            <Select
              value={filters.stage || null}
              allowClear
              placeholder="阶段"
              aria-label="阶段"
              options={stages.map((stage) => ({ value: stage, label: stage }))}
              onChange={(stage: string | null) => change({ stage: stage ?? '' })}
            />
            <Select
              value={filters.level || null}
              allowClear
              placeholder="等级"
              aria-label="等级"
              options={[4, 3, 2, 1].map((level) => ({ value: String(level), label: `${levelNames[level]}级` }))}
              onChange={(level: string | null) => change({ level: level ?? '' })}
            />
          </div>
        }
      >
        <Tabs tabs={tabs} active={view} onChange={(key) => change({ view: key })} label="案件视图" />
      </PageHead>
      <div className="scroll pagebody">
        {list.isError && !items ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !items ? (
          <Skeleton rows={8} />
        ) : items.length > 0 ? (
          <Rows items={items} />
        ) : filtered ? (
          <FilteredEmpty clear={() => restart({ view })} />
        ) : (
          <State icon={FolderOpen} title="还没有案件">
            <p>登记来访、来电或网格上报后，案件会出现在这里。</p>
          </State>
        )}
        <More list={list} />
      </div>
    </>
  );
}

function Rows({ items }: { readonly items: readonly CaseItem[] }) {
  const go = useNavigate();
  const now = new Date();
  return (
    <div className="card tablewrap">
      <table className="table caselist">
        <thead>
          <tr>
            <th>事项</th>
            <th>当事人</th>
            <th>在等谁</th>
            <th>阶段</th>
            <th>期限</th>
            <th>收到</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className="link" onClick={() => void go(`/cases/${item.id}`)}>
              <td>
                <div className="casename">
                  <LevelMark level={item.level} />
                  <div className="grow">
                    <Link to={`/cases/${item.id}`} onClick={(event) => event.stopPropagation()}>
                      {item.title}
                    </Link>
                    <p className="caption">
                      <span className="mono">{item.number}</span>　{item.type} · {item.place}
                    </p>
                  </div>
                </div>
              </td>
              <td className="parties">{item.parties}</td>
              <td className="status">{item.status}</td>
              <td>{item.stage}</td>
              <td>{item.closed ? <span className="quiet">已办结</span> : <Deadline value={item.deadline} />}</td>
              <td className="caption">{shortTime(item.received, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
