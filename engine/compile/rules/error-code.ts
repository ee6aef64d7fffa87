import { is } from '../moddle.ts';
import { called, eventsOf, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** An error that is thrown has a code; one that is caught has a code, or without any error it catches all. */
export const errorCode: Rule = {
  name: 'error-code',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:Event')) {
      const trigger = eventsOf(event).find(({ $type }) => $type === 'bpmn:ErrorEventDefinition');
      if (!trigger || (!trigger.errorRef && is(event, 'bpmn:CatchEvent'))) continue;
      const code = trimmed(trigger.errorRef?.errorCode);
      if (code !== '' && !isFeel(code)) continue;
      report(event, {
        property: 'error',
        message: `${called(event)}的错误${trigger.errorRef ? called(trigger.errorRef) : ''}没有固定的代码，出错时对应不上。`,
        remedy: '填写错误代码',
      });
    }
  },
};
