import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { ScrollText, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useSearchParams } from 'react-router';
import type { Static } from 'typebox';
import type { AuditList, AuditVerdict } from '../../server/audit/contract.ts';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { More } from '../../ui/states/More.tsx';
import { ErrorState, FilteredEmpty, Skeleton, State } from '../../ui/states/State.tsx';
import { clockTime, longDay } from '../../ui/text/dates.ts';

type Verdict = Static<typeof AuditVerdict>;

/** 审计: who did what to which record, newest first; the chain can be walked from end to end. */
export function Component() {
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const list = useInfiniteQuery({
    queryKey: ['audit', q],
    queryFn: ({ pageParam, signal }) => api.get<AuditList>('/api/audit', { q, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const verify = useMutation({ mutationFn: () => api.get<Verdict>('/api/audit/verify') });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead
        title="审计日志"
        summary="只增不改；每条含上一条的摘要，改动任何一条都会断链"
        acts={
          <>
            <Input.Search
              key={q}
              style={{ width: 240 }}
              defaultValue={q}
              allowClear
              placeholder="人、动作、对象"
              aria-label="查找审计记录"
              onSearch={(words) => setSearch(words.trim() ? { q: words.trim() } : {}, { replace: true })}
            />
            <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
              校验全链
            </Button>
          </>
        }
      />
      {verify.data ? <Result verdict={verify.data} /> : null}
      {verify.error ? (
        <p className="banner danger" role="alert">
          {wordsFor(verify.error)}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="scroll pagebody" tabIndex={0} aria-label="审计记录">
        {list.isError && !items ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !items ? (
          <Skeleton rows={10} />
        ) : items.length > 0 ? (
          <Rows items={items} />
        ) : q ? (
          <FilteredEmpty clear={() => setSearch({}, { replace: true })} />
        ) : (
          <State icon={ScrollText} title="还没有审计记录" />
        )}
        <More list={list} />
      </section>
    </>
  );
}

function Result({ verdict }: { readonly verdict: Verdict }) {
  if (!verdict.ok) {
    return (
      <p className="banner danger" role="alert">
        <ShieldAlert size={16} aria-hidden /> 第 {verdict.brokenAt} 条与前一条对不上，之前 {verdict.checked}{' '}
        条完好。请立即告知镇综治委。
      </p>
    );
  }
  return (
    <p className="banner" role="status" style={{ background: 'var(--ok-tint)', color: 'var(--ok)' }}>
      <ShieldCheck size={16} aria-hidden /> {verdict.checked} 条全部相连，没有改动。最新摘要{' '}
      <span className="mono">{verdict.head.slice(0, 16)}</span>
    </p>
  );
}

function Rows({ items }: { readonly items: AuditList['items'] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="日志条目">
      <table className="table">
        <thead>
          <tr>
            <th className="number">序号</th>
            <th>时间</th>
            <th>谁</th>
            <th>做了什么</th>
            <th>对象</th>
            <th>结果</th>
            <th>摘要</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.seq}>
              <td className="number">{item.seq}</td>
              <td>
                {longDay(item.at)} {clockTime(item.at)}
              </td>
              <td>{item.who}</td>
              <td>{item.actionTitle}</td>
              <td className="mono">{item.object ?? '—'}</td>
              <td>{item.ok ? '成功' : <span className="danger">被拒绝</span>}</td>
              <td className="mono caption">{item.hash.slice(0, 12)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
