import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { FolderKanban } from 'lucide-react';
import { useState } from 'react';
import type { Changes } from '../../../ui/choices/changed.ts';
import { useChoices } from '../../../ui/choices/useChoices.ts';
import { Tabs } from '../../../ui/layout/PageHead.tsx';
import { More } from '../../../ui/states/More.tsx';
import { ErrorState, FilteredEmpty, Skeleton, State } from '../../../ui/states/State.tsx';
import { useMayChange } from '../data.ts';
import { filterOf, isNarrowed, viewOf, views } from '../filter.ts';
import { OpHead } from '../OpHead.tsx';
import { findInstances, logFile } from '../requests.ts';
import { Filters } from './Filters.tsx';
import { InstanceRows } from './InstanceRows.tsx';
import { SelectionBar } from './SelectionBar.tsx';

/** 在办件: every run of every procedure, searched by what it is and what is known of it; several are dealt with at once. */
export function InstancesPage() {
  const { search, change, restart } = useChoices();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const mayChange = useMayChange();
  const filter = filterOf(search, new Date());
  const list = useInfiniteQuery({
    queryKey: ['op', 'instances', filter],
    queryFn: ({ pageParam, signal }) => findInstances(filter, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  const drop = () => {
    choose(new Set());
    setAll(false);
  };
  const narrow = (changes: Changes) => {
    drop();
    change(changes);
  };
  const view = viewOf(search);
  return (
    <>
      <OpHead
        title="在办件"
        summary="按流程、步骤、时间和事实查找，勾选后可以一起办"
        acts={
          <a href={logFile(filter)} download>
            <Button>导出经过</Button>
          </a>
        }
      >
        <Filters search={search} change={narrow} />
        <Tabs tabs={[...views]} active={view} onChange={(key) => narrow({ view: key })} label="状态" />
      </OpHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="scroll pagebody" tabIndex={0} aria-label="在办件清单">
        {list.isError && !items ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !items ? (
          <Skeleton rows={8} />
        ) : items.length > 0 ? (
          <InstanceRows items={items} chosen={chosen} onChoose={mayChange ? choose : undefined} all={all} />
        ) : isNarrowed(search) || view !== 'active' ? (
          <FilteredEmpty clear={() => restart({})} />
        ) : (
          <State icon={FolderKanban} title="现在没有在办件">
            <p>登记案件后，它走的流程会出现在这里。</p>
          </State>
        )}
        <More list={list} />
      </section>
      {chosen.size > 0 && items ? (
        <SelectionBar
          items={items.filter(({ id }) => chosen.has(id))}
          filter={filter}
          more={list.hasNextPage && chosen.size === items.length}
          all={all}
          onAll={() => setAll(true)}
          onClear={drop}
        />
      ) : null}
    </>
  );
}
