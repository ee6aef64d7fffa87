import { is } from '../moddle.ts';
import { called, eventsOf, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** An escalation that is thrown has a code; one that is caught has a code or catches all. */
export const escalation: Rule = {
  name: 'escalation',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:Event')) {
      for (const { $type, escalationRef } of eventsOf(event)) {
        if ($type !== 'bpmn:EscalationEventDefinition') continue;
        const code = trimmed(escalationRef?.escalationCode);
        const any = !escalationRef && is(event, 'bpmn:CatchEvent');
        if (any || (code !== '' && !isFeel(code))) continue;
        const message = `${called(event)}的升级没有固定的代码，上一级对应不上。`;
        report(event, { property: 'escalation', message, remedy: '填写升级代码' });
      }
    }
  },
};
