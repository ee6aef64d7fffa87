import { CalendarDays, Link2, ListChecks, Send } from 'lucide-react';
import { Link } from 'react-router';
import type { CaseView } from '../../server/cases/contract.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { Deadline } from '../../ui/parts/Deadline.tsx';
import { State } from '../../ui/states/State.tsx';
import { longTime, partsOf, shortTime } from '../../ui/text/dates.ts';
import { taskPath } from '../taskPath.ts';
import { appointmentStatus, orderKind, orderStatus } from '../words.ts';

interface Props {
  readonly view: CaseView;
}

/** 办理: the steps with their hands and deadlines; the accessible twin of the diagram. */
export function Tasks({ view }: Props) {
  const now = new Date();
  if (view.tasks.length === 0) return <State icon={ListChecks} title="还没有办理步骤" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard.
    <section className="card tablewrap" tabIndex={0} aria-label="办理步骤">
      <table className="table">
        <thead>
          <tr>
            <th>步骤</th>
            <th>流程</th>
            <th>谁来办</th>
            <th>状态</th>
            <th>期限</th>
            <th>
              <span className="sr-only">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.tasks.map((task) => (
            <tr key={task.id}>
              <td>
                <b>{task.name}</b>
              </td>
              <td>{task.procedure}</td>
              <td>{task.who ?? '—'}</td>
              <td>
                {task.status === 'open'
                  ? '在办'
                  : task.status === 'completed'
                    ? `${task.ended ? shortTime(task.ended, now) : ''} 办结`
                    : '已取消'}
              </td>
              <td>{task.status === 'open' ? <Deadline value={task.deadline} /> : '—'}</td>
              <td className="number">
                {task.status === 'open' && task.mine ? <Link to={taskPath(task.id)}>去办理</Link> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** 交办单 of this case. */
export function Orders({ view }: Props) {
  if (view.orders.length === 0) {
    return (
      <State icon={Send} title="没有交办单">
        <p>不属本级职责或需部门到场时，由镇领导批准后发给市直部门。</p>
      </State>
    );
  }
  return (
    <div className="card tablewrap">
      <table className="table">
        <thead>
          <tr>
            <th>单号</th>
            <th>部门</th>
            <th>类别</th>
            <th>状态</th>
            <th>期限</th>
          </tr>
        </thead>
        <tbody>
          {view.orders.map((order) => (
            <tr key={order.id}>
              <td>
                <Link to={`/orders/${order.id}`}>{order.number ?? '未编号'}</Link>
              </td>
              <td>{order.department}</td>
              <td>{orderKind(order.kind)}</td>
              <td>{orderStatus(order.status)}</td>
              <td>
                <Deadline value={order.deadline} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** 日程: when the parties meet. */
export function Appointments({ view }: Props) {
  if (view.appointments.length === 0) {
    return (
      <State icon={CalendarDays} title="没有预约">
        <p>走“预约调解”时，在“约定时间地点”一步填写后会出现在这里。</p>
      </State>
    );
  }
  return (
    <div className="card tablewrap">
      <table className="table">
        <tbody>
          {view.appointments.map((item) => (
            <tr key={item.id}>
              <td>
                <b>
                  {longTime(item.startsAt)}–{partsOf(item.endsAt).time}
                </b>
              </td>
              <td>{item.room}</td>
              <td>{appointmentStatus(item.status)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** 关联案: merged reports and linked proceedings; nothing is ever deleted. */
export function Linked({ view }: Props) {
  if (view.linked.length === 0) return <State icon={Link2} title="没有关联的案件" />;
  return (
    <ul className="card linked">
      {view.linked.map((item) => (
        <li key={item.id}>
          <span className="mono">{item.number}</span>
          <Link className="grow" to={`/cases/${item.id}`}>
            {item.title}
          </Link>
          <Chip>{item.kind === 'merged' ? '并入' : '关联'}</Chip>
        </li>
      ))}
    </ul>
  );
}
