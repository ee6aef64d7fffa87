import { called, eventsOf, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A conditional event says which condition it waits for. */
export const conditional: Rule = {
  name: 'conditional',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:CatchEvent')) {
      for (const { condition } of eventsOf(event).filter(({ $type }) => $type === 'bpmn:ConditionalEventDefinition')) {
        if (!['', '='].includes(trimmed(condition?.body))) continue;
        const message = `${called(event)}没有写等什么条件，永远等不到。`;
        report(event, { property: 'condition', message, remedy: '填写条件' });
      }
    }
  },
};
