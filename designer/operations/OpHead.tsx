import { type ReactNode, useEffect, useRef } from 'react';
import { Link, NavLink } from 'react-router';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { base } from './data.ts';

const pages = [
  { to: base, label: '总览' },
  { to: `${base}/instances`, label: '在办件' },
  { to: `${base}/tasks`, label: '任务' },
  { to: `${base}/stuck`, label: '卡住的' },
  { to: `${base}/migration`, label: '迁移' },
  { to: `${base}/bulks`, label: '批量办理' },
  { to: `${base}/statistics`, label: '统计' },
  { to: `${base}/webhooks`, label: '对外通知' },
];

interface Props {
  readonly title: string;
  readonly summary?: ReactNode;
  readonly acts?: ReactNode;
  readonly children?: ReactNode;
}

/** The head of a page of “运行”: the pages beside it, then its own title and acts. */
export function OpHead({ title, summary, acts, children }: Props) {
  const nav = useRef<HTMLElement>(null);
  // On a phone the row is longer than the window: where one is must be in sight.
  useEffect(() => {
    nav.current?.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, []);
  return (
    <>
      <nav ref={nav} className="tabs optabs" aria-label="运行">
        {pages.map(({ to, label }) => (
          <NavLink key={to} to={to} end={to === base}>
            {label}
          </NavLink>
        ))}
      </nav>
      <PageHead title={title} summary={summary} acts={acts}>
        {children}
      </PageHead>
    </>
  );
}

/** The head of a page about one thing: the way back stands before its name. */
export function DetailHead({ back, title, summary, acts, children }: Props & { readonly back: readonly Crumb[] }) {
  return (
    <PageHead title={title} summary={summary} acts={acts}>
      <nav aria-label="所在位置" className="opcrumbs">
        <ol className="breadcrumb">
          {back.map(({ to, label }) => (
            <li key={to}>
              <Link to={to}>{label}</Link>
            </li>
          ))}
          <li aria-current="page">{title}</li>
        </ol>
      </nav>
      {children}
    </PageHead>
  );
}

export interface Crumb {
  readonly to: string;
  readonly label: string;
}
