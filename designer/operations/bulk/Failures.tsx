import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Bulk } from '../../../server/operations/change.contract.ts';
import { More } from '../../../ui/states/More.tsx';
import { ErrorState } from '../../../ui/states/State.tsx';
import { base } from '../data.ts';
import { readFailures } from '../requests.ts';
import { numberOf } from '../words.ts';

/** Which were not done, and why. */
export function Failures({ bulk }: { readonly bulk: Bulk }) {
  const list = useInfiniteQuery({
    queryKey: ['op', 'failures', bulk.id, bulk.failed],
    queryFn: ({ pageParam }) => readFailures(bulk.id, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    enabled: bulk.failed > 0,
  });
  if (bulk.failed === 0) return null;
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card" aria-label="没办成的">
      <header>
        <h2>没办成的</h2>
        <span className="caption">原样停在原处，没有动过</span>
      </header>
      <table className="table">
        <thead>
          <tr>
            <th>案号</th>
            <th>为什么</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.instance}>
              <td className="nowrap">
                <Link className="mono" to={`${base}/instances/${item.instance}`}>
                  {numberOf({ number: item.number, id: item.instance })}
                </Link>
              </td>
              <td>{item.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More list={list} />
    </section>
  );
}
