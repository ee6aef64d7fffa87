import { is, type ModdleElement } from '../moddle.ts';
import { called, entering, eventsOf, leaving, nodesIn, nodesOf } from './drawn.ts';
import type { Report, Rule } from './rule.ts';

/** An event sub-process begins by its one start event and stands beside the flow. */
export const eventSubProcess: Rule = {
  name: 'event-sub-process',
  check({ definitions, report }) {
    for (const node of nodesOf(definitions, 'bpmn:SubProcess').filter(
      ({ triggeredByEvent }) => triggeredByEvent === true,
    ))
      for (const finding of findings(node)) report(node, finding);
  },
};

function* findings(node: ModdleElement): Generator<Report> {
  const starts = nodesIn(node).filter((one) => is(one, 'bpmn:StartEvent'));
  if (starts.length !== 1) {
    yield {
      property: 'start',
      message: `事件子流程${called(node)}应有一个开始事件，现在有 ${starts.length} 个，不知道由什么触发。`,
      remedy: '只留一个开始',
    };
  } else if (eventsOf(starts[0]!).length === 0) {
    yield {
      property: 'start',
      message: `事件子流程${called(node)}的开始没有说明由什么触发，永远不会开始。`,
      remedy: '选择事件类型',
    };
  }
  if (entering(node).length + leaving(node).length > 0) {
    yield {
      property: 'flow',
      message: `事件子流程${called(node)}由事件触发，不能连在流程的路上。`,
      remedy: '删除连线',
    };
  }
  const { loopCharacteristics, isForCompensation, startQuantity = 1, completionQuantity = 1 } = node;
  if (loopCharacteristics || isForCompensation === true || startQuantity > 1 || completionQuantity > 1) {
    yield {
      property: 'loop',
      message: `事件子流程${called(node)}由事件触发，来一次办一次，不能设为循环、多份或补偿步骤。`,
      remedy: '取消该设置',
    };
  }
  const attached: readonly ModdleElement[] = node.$parent ? nodesIn(node.$parent) : [];
  if (attached.some(({ attachedToRef }) => attachedToRef === node)) {
    yield { property: 'host', message: `事件子流程${called(node)}上不能贴边界事件。`, remedy: '删除边界事件' };
  }
}
