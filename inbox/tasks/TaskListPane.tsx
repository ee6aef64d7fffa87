import { Button } from 'antd';
import { Inbox, Search } from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import { Tabs } from '../../ui/layout/PageHead.tsx';
import { Kbd } from '../../ui/parts/Chip.tsx';
import { StaleBanner } from '../../ui/states/StaleBanner.tsx';
import { ErrorState, FilteredEmpty, Skeleton, State } from '../../ui/states/State.tsx';
import { counted } from '../../ui/text/counted.ts';
import { groupByDue } from './grouping.ts';
import { TaskRow } from './TaskRow.tsx';
import type { useTaskList, View } from './useTaskList.ts';

interface Props {
  readonly view: View;
  readonly words: string;
  readonly list: ReturnType<typeof useTaskList>;
  readonly selected: string | undefined;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onView: (view: View) => void;
  readonly onWords: (words: string) => void;
  readonly linkTo: (task: string) => string;
  readonly onKeys: () => void;
}

/** The left pane: 我的, 待签收, 已办, grouped by when they are due. */
export function TaskListPane({ view, words, list, selected, search, onView, onWords, linkTo, onKeys }: Props) {
  const { items, counts } = list;
  const tabs = [
    { key: 'mine', label: '我的', count: counts?.mine },
    { key: 'unclaimed', label: '待签收', count: counts?.unclaimed },
    // Rare, and nothing to look at while there is none.
    ...(counts?.delegated || view === 'delegated'
      ? [{ key: 'delegated', label: '已委托', count: counts?.delegated }]
      : []),
    { key: 'done', label: '已办', count: counts?.done },
  ];
  return (
    <section className="tasklist" aria-label="待办清单">
      <div className="tabs left">
        <Tabs tabs={tabs} active={view} onChange={(key) => onView(key as View)} label="待办视图" />
      </div>
      <label className="find">
        <Search size={15} aria-hidden />
        <input
          ref={search}
          value={words}
          placeholder="在待办里找"
          aria-label="在待办里找"
          onChange={({ target }) => onWords(target.value)}
        />
        <Kbd>/</Kbd>
      </label>
      <StaleBanner count={list.waiting} refresh={() => list.accept()} />
      <div className="scroll">
        {list.error ? (
          <ErrorState error={list.error} retry={list.retry} />
        ) : items === undefined ? (
          <Skeleton />
        ) : (
          <Rows {...{ items, view, selected, linkTo, words, onWords, onView }} unclaimed={counts?.unclaimed ?? 0} />
        )}
        {list.more ? (
          <div className="more">
            <Button onClick={list.more}>再看更多</Button>
          </div>
        ) : null}
      </div>
      <footer className="keys caption">
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> 移动
        </span>
        <span>
          <Kbd>E</Kbd> 办理
        </span>
        <span>
          <Kbd>T</Kbd> 转交
        </span>
        <button type="button" onClick={onKeys}>
          <Kbd>?</Kbd> 全部
        </button>
      </footer>
    </section>
  );
}

type RowsProps = Pick<Props, 'view' | 'selected' | 'linkTo' | 'words' | 'onWords' | 'onView'> & {
  readonly items: NonNullable<Props['list']['items']>;
  readonly unclaimed: number;
};

function Rows({ items, view, selected, linkTo, words, onWords, onView, unclaimed }: RowsProps) {
  const groups = useMemo(
    () => (view === 'done' ? [{ title: '最近办结', late: false, items }] : groupByDue(items, new Date())),
    [items, view],
  );
  if (items.length === 0 && words) return <FilteredEmpty clear={() => onWords('')} />;
  if (items.length === 0) return <Empty view={view} unclaimed={unclaimed} onView={onView} />;
  return groups.map(({ title, late, items: found }) => (
    <section key={title} aria-label={title}>
      <h2 className="taskgroup">
        <span className={late ? 'danger' : ''}>{title}</span> <span className="quiet">{found.length}</span>
      </h2>
      <ul>
        {found.map((item) => (
          <TaskRow key={item.id} item={item} to={linkTo(item.id)} selected={item.id === selected} />
        ))}
      </ul>
    </section>
  ));
}

function Empty({ view, unclaimed, onView }: Pick<RowsProps, 'view' | 'unclaimed' | 'onView'>) {
  const words = {
    mine: ['您的待办都办完了', '有新的任务交给您，会出现在这里并提醒。'],
    unclaimed: ['没有待签收的任务', '分给您这个岗位、还没有人认领的任务会出现在这里。'],
    delegated: ['没有委托出去的任务', '您请同事代办、还没有交回的步骤会出现在这里。'],
    done: ['还没有办结的任务', '您提交过的步骤会按时间排在这里。'],
  }[view];
  return (
    <State
      icon={Inbox}
      title={words[0]!}
      acts={
        view === 'mine' && unclaimed > 0 ? (
          <Button type="primary" onClick={() => onView('unclaimed')}>
            看待签收的 {counted(unclaimed)} 件
          </Button>
        ) : null
      }
    >
      <p>{words[1]}</p>
    </State>
  );
}
