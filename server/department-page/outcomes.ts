import type { OrderKind } from '../orders/lifecycle.ts';

/** How the work ended, in the words of the two kinds of order. */
export const outcomesOf = (kind: OrderKind): readonly { readonly code: string; readonly text: string }[] =>
  kind === 'on_site'
    ? [
        { code: 'done', text: '已到场办结' },
        { code: 'partly', text: '到场，未办结' },
      ]
    : [
        { code: 'done', text: '已指导办结' },
        { code: 'partly', text: '已指导，未办结' },
      ];
