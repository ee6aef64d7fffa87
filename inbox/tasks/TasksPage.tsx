import { Inbox } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useChoices } from '../../ui/choices/useChoices.ts';
import { useKeys } from '../../ui/keys/useKeys.ts';
import { State } from '../../ui/states/State.tsx';
import { useMedia } from '../../ui/theme/ThemeProvider.tsx';
import { taskOf, taskPath } from '../taskPath.ts';
import { KeySheet } from './KeySheet.tsx';
import { TaskListPane } from './TaskListPane.tsx';
import { TaskPane } from './TaskPane.tsx';
import './tasks.css';
import { useTaskList, type View } from './useTaskList.ts';

/** 待办: list ‖ detail; on a phone one after the other. View and words live in the address. */
export function Component() {
  const task = taskOf(useParams());
  const { search, change } = useChoices();
  const go = useNavigate();
  const view = (search.get('view') ?? 'mine') as View;
  const words = search.get('q') ?? '';
  const narrow = useMedia('(max-width: 900px)');
  const list = useTaskList(view, words);
  const searchBox = useRef<HTMLInputElement>(null);
  const [sheet, setSheet] = useState(false);
  const linkTo = (id: string) => `${taskPath(id)}${search.size > 0 ? `?${search}` : ''}`;
  const items = list.items ?? [];

  // A wide page always shows a task: the first, until one is chosen.
  useEffect(() => {
    if (!narrow && !task && items[0]) void go(linkTo(items[0].id), { replace: true });
  });
  const move = (by: number) => {
    const at = items.findIndex(({ id }) => id === task);
    const next = items[at < 0 ? 0 : at + by];
    if (!next) return;
    void go(linkTo(next.id), { replace: true });
    document.querySelector(`[data-task="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    'alt+arrowdown': () => move(1),
    'alt+arrowup': () => move(-1),
    '/': () => searchBox.current?.focus(),
    '?': () => setSheet(true),
  });
  /** After a step is done: the next step of the same case when it is mine, else the next in the list. */
  const onDone = (next: string | null) => {
    const at = items.findIndex(({ id }) => id === task);
    const following = next ?? items[at + 1]?.id ?? items[at - 1]?.id;
    list.accept(task);
    void go(following ? linkTo(following) : '/tasks', { replace: true });
  };
  const showsList = !narrow || !task;
  return (
    <div className={`tasks${narrow ? ' narrow' : ''}`}>
      <h1 className="sr-only">待办</h1>
      {showsList ? (
        <TaskListPane
          view={view}
          words={words}
          list={list}
          selected={task}
          search={searchBox}
          linkTo={linkTo}
          onView={(next) => void go(`/tasks?view=${next}`)}
          onWords={(next) => change({ q: next })}
          onKeys={() => setSheet(true)}
        />
      ) : null}
      {task ? (
        <TaskPane
          key={task}
          id={task}
          onDone={onDone}
          onChanged={() => list.accept()}
          back={narrow ? `/tasks?${search}` : undefined}
        />
      ) : narrow ? null : (
        <section className="taskpane">
          <State icon={Inbox} title="从左边选一件">
            <p>选中的任务在这里办理。</p>
          </State>
        </section>
      )}
      <KeySheet open={sheet} close={() => setSheet(false)} />
    </div>
  );
}
