import { Link } from 'react-router';
import type { MigrationTrial } from '../../../server/operations/change.contract.ts';
import { base } from '../data.ts';
import { numberOf } from '../words.ts';

/** What a dry run found: how many can go, and of each that cannot the reasons. */
export function Trial({ trial }: { readonly trial: MigrationTrial }) {
  const { looked, ready, refused, more } = trial;
  return (
    <section className="card" aria-label="试算结果">
      <header>
        <h2>试算结果</h2>
        <p role="status">
          看了 {looked} 件，能迁 <b className="ok">{ready} 件</b>，不能迁{' '}
          <b className={refused.length ? 'danger' : ''}>{refused.length} 件</b>
        </p>
        {more ? <span className="caption">超过 {looked} 件，只看了前面的；其余开始后逐件判断</span> : null}
      </header>
      {refused.length > 0 ? (
        <table className="table">
          <thead>
            <tr>
              <th>案号</th>
              <th>为什么不能迁</th>
            </tr>
          </thead>
          <tbody>
            {refused.map((one) => (
              <tr key={one.instance}>
                <td className="nowrap">
                  <Link className="mono" to={`${base}/instances/${one.instance}`}>
                    {numberOf({ number: one.number, id: one.instance })}
                  </Link>
                </td>
                <td>{one.problems.map(({ text }) => text).join('；')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
