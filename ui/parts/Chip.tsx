import type { ReactNode } from 'react';
import './marks.css';

interface Props {
  readonly tone?: 'plain' | 'warn' | 'danger' | 'ok' | 'brand';
  /** Not in force yet: a draft, unconfirmed. */
  readonly dashed?: boolean;
  readonly children: ReactNode;
}

/** A few words on a tint. */
export function Chip({ tone = 'plain', dashed = false, children }: Props) {
  return <span className={`chip ${tone}${dashed ? ' dashed' : ''}`}>{children}</span>;
}

/** What a field adds to the score: +15. */
export function Points({ value }: { readonly value: number | undefined }) {
  return value ? <span className="points">+{value}</span> : null;
}

/** Autosave only: a clock time and who can see it. */
export function Pill({ children, off = false }: { readonly children: ReactNode; readonly off?: boolean }) {
  return (
    <span className={`pill${off ? ' off' : ''}`} role="status">
      {children}
    </span>
  );
}

export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}
