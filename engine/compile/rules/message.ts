import { extension, is, type ModdleElement } from '../moddle.ts';
import { actsOut, called, eventsOf, isFeel, nodesOf, sendsMessage, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** What waits for a message, and what throws one, says which and how it finds its case. */
export const message: Rule = {
  name: 'message',
  check({ definitions, catalogue, report }) {
    for (const [node, sent] of messagesOf(definitions)) {
      const name = trimmed(sent?.name);
      const throws = is(node, 'bpmn:ThrowEvent') || is(node, 'bpmn:SendTask');
      const problem = { property: 'message', remedy: '选择消息' } as const;
      if (name === '') {
        const what = throws ? '发哪一种消息，消息发不出去' : '等哪一种消息，会一直等下去';
        report(node, { ...problem, message: `${called(node)}没有说明${what}。` });
      } else if (isFeel(name)) report(node, { ...problem, message: `${called(node)}的消息要直接选定，不能用表达式。` });
      else if (catalogue.messages && !throws && !catalogue.messages.has(name)) {
        report(node, { ...problem, message: `${called(node)}等的消息“${name}”不存在，永远等不到。` });
      }
      const key = trimmed(sent && extension(sent, 'zeebe:Subscription')?.correlationKey);
      if (!begins(node) && (key === '' || key === '=')) {
        const which = throws
          ? '要送到哪一件事（关联键），消息发出去也送不到'
          : '怎样对应到这件事（关联键），消息来了也送不到';
        const text = `${called(node)}没有说明消息${which}。`;
        report(node, { property: 'message', message: text, remedy: '填写关联键' });
      }
    }
  },
};

/** Events with a message, receive tasks and send tasks without an action, with the message each names. */
function* messagesOf(definitions: ModdleElement): Generator<readonly [ModdleElement, ModdleElement | undefined]> {
  for (const event of nodesOf(definitions, 'bpmn:Event'))
    for (const { $type, messageRef } of eventsOf(event))
      if ($type === 'bpmn:MessageEventDefinition' && !actsOut(event)) yield [event, messageRef];
  for (const task of nodesOf(definitions, 'bpmn:ReceiveTask')) yield [task, task.messageRef];
  for (const task of nodesOf(definitions, 'bpmn:SendTask')) if (sendsMessage(task)) yield [task, task.messageRef];
}

/** A message that begins a new case has none to find. */
const begins = (node: ModdleElement): boolean =>
  is(node.$parent, 'bpmn:Process') &&
  (is(node, 'bpmn:StartEvent') || node.instantiate === true || afterInstantiation(node));

const afterInstantiation = (node: ModdleElement): boolean =>
  ((node.$parent?.flowElements ?? []) as readonly ModdleElement[]).some(
    ({ $type, targetRef, sourceRef }) =>
      $type === 'bpmn:SequenceFlow' && targetRef === node && sourceRef?.instantiate === true,
  );
