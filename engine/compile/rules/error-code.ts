import { called, eventsOf, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** An error event that names an error names one with a code; without any error it catches all. */
export const errorCode: Rule = {
  name: 'error-code',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:Event')) {
      const trigger = eventsOf(event).find(({ $type }) => $type === 'bpmn:ErrorEventDefinition');
      if (!trigger?.errorRef) continue;
      const code = trimmed(trigger.errorRef.errorCode);
      if (code !== '' && !isFeel(code)) continue;
      report(event, {
        property: 'error',
        message: `${called(event)}的错误${called(trigger.errorRef)}没有固定的代码，出错时对应不上。`,
        remedy: '填写错误代码',
      });
    }
  },
};
