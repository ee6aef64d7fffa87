import { is, type ModdleElement } from '../moddle.ts';
import { called, eventsOf, rootsOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Messages go from one participant to another; inside a pool the way is a sequence flow. */
export const messageFlow: Rule = {
  name: 'message-flow',
  check({ definitions, report }) {
    for (const collaboration of rootsOf(definitions).filter((root) => is(root, 'bpmn:Collaboration'))) {
      for (const flow of (collaboration.messageFlows ?? []) as readonly ModdleElement[]) {
        const [from, to] = [poolOf(flow.sourceRef), poolOf(flow.targetRef)];
        if (!from || !to) {
          report(flow, {
            property: 'flow',
            message: `消息线${called(flow)}缺少一端，消息送不出去。`,
            remedy: '重新连线',
          });
        } else if (from === to) {
          const message = `消息线${called(flow)}的两端在同一个流程里，消息线只能连不同的参与方。`;
          report(flow, { property: 'flow', message, remedy: '改用普通连线' });
        } else if (from.isExecutable === true && to.isExecutable === true && !delivers(flow)) {
          const message = `消息线${called(flow)}的两端不是同一种消息，一端发出的另一端收不到。`;
          report(flow, { property: 'message', message, remedy: '两端选同一种消息' });
        }
      }
    }
  },
};

/** The process at the end of a message flow, or the participant where the pool is a black box. */
function poolOf(end: ModdleElement | undefined): ModdleElement | undefined {
  if (is(end, 'bpmn:Participant')) return end?.processRef ?? end;
  let element = end;
  while (element && !is(element, 'bpmn:Process')) element = element.$parent;
  return element;
}

/** Both ends name the same message: it is thrown to whoever waits for it. */
function delivers({ sourceRef, targetRef }: ModdleElement): boolean {
  const waited = messagesOf(targetRef);
  return messagesOf(sourceRef).some((name) => waited.includes(name));
}

const messagesOf = (end: ModdleElement): readonly string[] =>
  [end.messageRef, ...eventsOf(end).map(({ messageRef }) => messageRef)]
    .map((one) => trimmed(one?.name))
    .filter(Boolean);
