import { is, type ModdleElement } from '../moddle.ts';
import { called, rootsOf } from './drawn.ts';
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
        } else if (from.isExecutable === true && to.isExecutable === true) {
          const message = `暂不支持流程之间的消息线（${called(flow)}），消息不会自动送达。`;
          report(flow, { property: 'flow', message, remedy: '改用消息事件' });
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
