import type { OrderItem } from '../../server/orders/contract.ts';
import './orders.css';

/** 发出→提醒→催办→督办→通报: circles, a diamond for 督办, a square for 通报; the current rung has its word in bold. */
export function Ladder({ rungs, late }: { readonly rungs: OrderItem['ladder']; readonly late: boolean }) {
  return (
    <ol className={`ladder${late ? ' late' : ''}`} aria-label="催办督办">
      {rungs.map(({ name, state }) => (
        <li key={name} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden>
            {name === '督办' ? (
              <path className="mark" d="M8 1.5 14.5 8 8 14.5 1.5 8Z" />
            ) : name === '通报' ? (
              <rect className="mark" x="2.5" y="2.5" width="11" height="11" />
            ) : (
              <circle className="mark" cx="8" cy="8" r="5.8" />
            )}
            {state === 'now' ? <circle className="core" cx="8" cy="8" r="2.4" /> : null}
          </svg>
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}
