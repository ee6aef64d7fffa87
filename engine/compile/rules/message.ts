import { extension } from '../moddle.ts';
import { called, eventsOf, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A message event says which message it waits for and how the message finds its case. */
export const message: Rule = {
  name: 'message',
  check({ definitions, catalogue, report }) {
    for (const event of nodesOf(definitions, 'bpmn:CatchEvent')) {
      const trigger = eventsOf(event).find(({ $type }) => $type === 'bpmn:MessageEventDefinition');
      if (!trigger) continue;
      const name = trimmed(trigger.messageRef?.name);
      const key = trimmed(trigger.messageRef && extension(trigger.messageRef, 'zeebe:Subscription')?.correlationKey);
      const problem = { property: 'message', remedy: '选择消息' } as const;
      if (name === '') report(event, { ...problem, message: `${called(event)}没有说明等哪一种消息，会一直等下去。` });
      else if (isFeel(name)) report(event, { ...problem, message: `${called(event)}的消息要直接选定，不能用表达式。` });
      else if (catalogue.messages && !catalogue.messages.has(name)) {
        report(event, { ...problem, message: `${called(event)}等的消息“${name}”不存在，永远等不到。` });
      }
      if (key === '' || key === '=') {
        const text = `${called(event)}没有说明消息怎样对应到这件事（关联键），消息来了也送不到。`;
        report(event, { property: 'message', message: text, remedy: '填写关联键' });
      }
    }
  },
};
