import type { TaskDetail } from '../../server/inbox/contract.ts';
import { shortTime } from '../../ui/text/dates.ts';

const states = { signed: '已签', open: '待签', cancelled: '不用再签' };

/** 会签 and 或签: who else signs at this step, and how many have. */
export function Signers({
  signers,
  status,
}: {
  readonly signers: NonNullable<TaskDetail['signers']>;
  readonly status: TaskDetail['status'];
}) {
  const now = new Date();
  const { rule, signed, of, people, later } = signers;
  return (
    <section className="signers" aria-label={rule === 'all' ? '会签' : '或签'}>
      <p>
        <b>{rule === 'all' ? '会签' : '或签'}</b>　{of} 人中已签 {signed} 人
        <span className="second">
          {status === 'cancelled'
            ? '。签够了，您这一份不用再办。'
            : rule === 'all'
              ? '。都签完才进入下一步。'
              : '。签够就进入下一步，其余的人不用再签。'}
        </span>
      </p>
      <ul>
        {people.map(({ who, me, state, at }) => (
          <li key={who} className={state}>
            <span>
              {who}
              {me ? '（您）' : ''}
            </span>
            <span className={state === 'signed' ? 'ok' : 'quiet'}>
              {states[state]}
              {at ? ` ${shortTime(at, now)}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {later > 0 ? <p className="caption">还有 {later} 人按顺序排在后面</p> : null}
    </section>
  );
}
