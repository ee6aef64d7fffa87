import type { InstanceView } from '../../../server/operations/contract.ts';
import { longTime } from '../../../ui/text/dates.ts';

/** 在等什么: open tasks, jobs, timers and messages, each in a sentence. */
export function Waits({ instance }: { readonly instance: InstanceView }) {
  return (
    <section className="card" aria-label="在等什么">
      <header>
        <h2>在等什么</h2>
      </header>
      <div className="body">
        {instance.waits.length === 0 ? <p className="caption">什么也不等。</p> : null}
        <ul className="opwaits">
          {instance.waits.map((wait, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: waits have no identity but their place
            <li key={index}>
              <b>{wait.name}</b>
              <p className="small second">{wait.text}</p>
              {wait.due && wait.kind === 'task' ? <p className="caption">期限 {longTime(wait.due)}</p> : null}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
