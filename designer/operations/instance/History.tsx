import type { InstanceView } from '../../../server/operations/contract.ts';
import { More } from '../../../ui/states/More.tsx';
import { ErrorState, Skeleton } from '../../../ui/states/State.tsx';
import { longTime } from '../../../ui/text/dates.ts';
import { useHistory } from '../data.ts';

/** 经过: one entry a command, oldest first; what happened by it stands below. */
export function History({ instance }: { readonly instance: InstanceView }) {
  const list = useHistory(instance.id, instance.rev);
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <section className="card ophistory" aria-label="经过">
      <header>
        <h2>经过</h2>
        <span className="caption">旧的在前</span>
      </header>
      {list.isError && !items ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !items ? (
        <Skeleton rows={5} />
      ) : (
        <ol>
          {items.map((entry) => (
            <li key={entry.rev}>
              <span className="caption opstep">第 {entry.rev} 步</span>
              <div>
                <p>
                  <b>{entry.who}</b> {entry.what} <span className="caption">{longTime(entry.at)}</span>
                </p>
                {entry.lines.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
                  <p key={index} className="small second">
                    {line.text}
                  </p>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
      <More list={list} />
    </section>
  );
}
