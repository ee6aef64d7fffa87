import { type ReactNode, useEffect } from 'react';
import { counted } from '../text/counted.ts';
import './page.css';

interface Props {
  readonly title: string;
  /** Beside the title: the sentence that sums the page up. */
  readonly summary?: ReactNode;
  readonly acts?: ReactNode;
  /** Below: tabs, filters. */
  readonly children?: ReactNode;
}

/** Title, one sentence, acts; tabs or filters below. */
export function PageHead({ title, summary, acts, children }: Props) {
  usePageTitle(title);
  return (
    <header className="pagehead">
      <div className="line">
        <h1>{title}</h1>
        <div className="grow second">{summary}</div>
        {acts}
      </div>
      {children}
    </header>
  );
}

/** What the browser's tab says while the page is open. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 一扇门`;
    return () => {
      document.title = '一扇门';
    };
  }, [title]);
}

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly count?: number | undefined;
}

interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly active: string;
  readonly onChange: (key: string) => void;
  readonly label: string;
}

/** Views of a page, with their counts. */
export function Tabs({ tabs, active, onChange, label }: TabsProps) {
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {tabs.map(({ key, label: name, count }) => (
        <button key={key} type="button" role="tab" aria-selected={key === active} onClick={() => onChange(key)}>
          {name}
          {count === undefined ? null : <span className="count">{counted(count)}</span>}
        </button>
      ))}
    </div>
  );
}
