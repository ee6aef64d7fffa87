import { MailX } from 'lucide-react';
import { Link } from 'react-router';
import type { OrderItem } from '../../server/orders/contract.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { LevelMark } from '../../ui/parts/LevelMark.tsx';
import { shortTime } from '../../ui/text/dates.ts';
import { taskPath } from '../taskPath.ts';
import { orderStatus } from '../words.ts';
import { Countdown } from './Countdown.tsx';
import { Ladder } from './Ladder.tsx';

const groups = [
  ['department-sign', '等部门签收'],
  ['department-act', '等部门办理'],
  ['us', '等本中心'],
  ['nobody', '已了结'],
] as const;

/** The board: one row an order, grouped by who is awaited. */
export function Board({ items }: { readonly items: readonly OrderItem[] }) {
  return (
    <div className="card tablewrap">
      <table className="table board">
        <thead>
          <tr>
            <th>事项</th>
            <th>在等谁</th>
            <th>倒计时</th>
            <th>催办 · 督办</th>
            <th>
              <span className="sr-only">下一步</span>
            </th>
          </tr>
        </thead>
        {groups.map(([awaits, title]) => {
          const found = items.filter((item) => item.awaits === awaits);
          if (found.length === 0) return null;
          return (
            <tbody key={awaits}>
              <tr className="group">
                <td colSpan={5}>
                  <b>{title}</b> <span className="quiet">{found.length} 件</span>
                </td>
              </tr>
              {found.map((item) => (
                <Row key={item.id} item={item} />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

function Row({ item }: { readonly item: OrderItem }) {
  return (
    <tr className="link">
      <td>
        <div className="casename">
          <LevelMark level={item.level} />
          <div className="grow">
            <Link to={`/orders/${item.id}`}>{item.title}</Link>
            <p className="caption">
              <span className="mono">{item.number ?? '未编号'}</span>{' '}
              {item.issued ? `${shortTime(item.issued, new Date())} 发出` : orderStatus(item.status)}
              {item.urgent ? '　' : ''}
              {item.urgent ? <Chip tone="danger">紧急</Chip> : null}
            </p>
          </div>
        </div>
      </td>
      <td>
        <b>{item.department}</b>
        {item.bounced ? (
          <p className="danger small">
            <MailX size={14} className="icon" aria-hidden /> 邮件被退回
          </p>
        ) : (
          <p className="small second">{item.awaited}</p>
        )}
        <p className="caption">{item.contact}</p>
      </td>
      <td>
        <Countdown value={item.deadline} />
      </td>
      <td>
        <Ladder rungs={item.ladder} late={item.deadline?.state === 'late'} />
      </td>
      <td className="nextact">
        <NextVerb item={item} />
        {item.nextAct ? <p className="caption">{item.nextAct}</p> : null}
      </td>
    </tr>
  );
}

/** The verb that names the act. Filled only where we owe the next act. */
function NextVerb({ item }: { readonly item: OrderItem }) {
  if (item.task) {
    return (
      <Link className="verb primary" to={taskPath(item.task)}>
        {verbs[String(item.status)] ?? '去办理'}
      </Link>
    );
  }
  return (
    <Link className="verb" to={`/orders/${item.id}`}>
      {item.bounced ? '改地址重发' : '看交办单'}
    </Link>
  );
}

const verbs: Readonly<Record<string, string>> = {
  drafting: '填写',
  approving: '审批',
  refused: '修改',
  returning: '裁定',
  reported: '核对',
};
