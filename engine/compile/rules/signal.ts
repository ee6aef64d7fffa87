import { called, eventsOf, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A signal event names its signal. */
export const signal: Rule = {
  name: 'signal',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:Event')) {
      for (const { signalRef } of eventsOf(event).filter(({ $type }) => $type === 'bpmn:SignalEventDefinition')) {
        const name = trimmed(signalRef?.name);
        if (name !== '' && !isFeel(name)) continue;
        const message =
          name === ''
            ? `${called(event)}没有说明是哪一种信号，发不出也收不到。`
            : `${called(event)}的信号要直接选定，不能用表达式。`;
        report(event, { property: 'signal', message, remedy: '选择信号' });
      }
    }
  },
};
