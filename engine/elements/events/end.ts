import { consume } from '../../core/tokens.ts';
import type { Element } from '../shared/element.ts';
import { ending } from '../shared/fragments.ts';

/** None end event: the token ends here; the scope is complete when it was the last. */
export const endEvent: Element = {
  type: 'bpmn:EndEvent',
  states: ending,
  arrive: (run, token) => consume(run, token.i),
};
