import { Link } from 'react-router';
import type { TaskList } from '../../../server/operations/contract.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { longTime, shortTime } from '../../../ui/text/dates.ts';
import { base, useOverview } from '../data.ts';
import { numberOf, taskStatusWords } from '../words.ts';

type Task = TaskList['items'][number];

const tones = { open: 'brand', completed: 'ok', cancelled: 'plain' } as const;

/** One line a task; its case number leads to the instance. */
export function TaskRows({ items }: { readonly items: readonly Task[] }) {
  const processes = useOverview().data;
  const now = new Date();
  const procedureOf = ({ procedure }: Task) => {
    const process = processes?.find(({ versions }) => versions.some(({ key }) => key === procedure));
    const version = process?.versions.find(({ key }) => key === procedure)?.version;
    return (
      <>
        {process?.name} {version ? <span className="caption">v{version}</span> : null}
      </>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="清单">
      <table className="table">
        <thead>
          <tr>
            <th>案号</th>
            <th>哪一步</th>
            <th>谁办</th>
            <th>状态</th>
            <th>期限</th>
            <th>流程</th>
            <th>开始</th>
          </tr>
        </thead>
        <tbody>
          {items.map((task) => (
            <tr key={`${task.instance}:${task.task}`}>
              <td className="nowrap">
                <Link className="od-strong mono" to={`${base}/instances/${task.instance}`}>
                  {numberOf({ number: task.number, id: task.instance })}
                </Link>
              </td>
              <td>{task.name}</td>
              <td>{task.who ?? <span className="quiet">{task.status === 'open' ? '还没有人签收' : '—'}</span>}</td>
              <td>
                <Status task={task} now={now} />
              </td>
              <td className={task.late ? 'danger nowrap' : 'nowrap'}>{task.due ? longTime(task.due) : '—'}</td>
              <td>{procedureOf(task)}</td>
              <td className="caption nowrap">{shortTime(task.created, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** State in words; what is late or rests says so beside it, what has ended when. */
function Status({ task, now }: { readonly task: Task; readonly now: Date }) {
  return (
    <span className="opchips">
      <Chip tone={tones[task.status]}>{taskStatusWords[task.status]}</Chip>
      {task.late ? <Chip tone="danger">超期</Chip> : null}
      {task.suspended && task.status === 'open' ? <Chip tone="warn">已暂停</Chip> : null}
      {task.ended ? <span className="caption nowrap">{shortTime(task.ended, now)}</span> : null}
    </span>
  );
}
