import { is, type ModdleElement } from '../moddle.ts';
import { called, entering, hasTrigger, leaving, nodesOf } from './drawn.ts';
import type { Report, Rule } from './rule.ts';

/** An event-based gateway leads to what can be waited for: events and receive tasks that nothing else leads to. */
export const eventGateway: Rule = {
  name: 'event-gateway',
  check({ definitions, report }) {
    for (const gateway of nodesOf(definitions, 'bpmn:EventBasedGateway'))
      for (const [element, finding] of findings(gateway)) report(element, finding);
  },
};

const AWAITED = ['Message', 'Timer', 'Signal', 'Conditional'];

function* findings(gateway: ModdleElement): Generator<readonly [ModdleElement, Report]> {
  const targets = leaving(gateway).map((flow): ModdleElement => flow.targetRef);
  const flow = (message: string, remedy: string): Report => ({ property: 'flow', message, remedy });
  if (targets.length < 2)
    yield [gateway, flow(`事件网关${called(gateway)}至少要有两个可以等的事件，否则没有可选的。`, '连上要等的事件')];
  for (const target of targets.filter((one) => one !== undefined)) {
    const receives = is(target, 'bpmn:ReceiveTask');
    if (!receives && !(is(target, 'bpmn:IntermediateCatchEvent') && AWAITED.some((type) => hasTrigger(target, type))))
      yield [
        target,
        flow(`事件网关${called(gateway)}后面只能接要等的事件或接收任务，${called(target)}不能等。`, '换成要等的事件'),
      ];
    if (entering(target).length > 1)
      yield [
        target,
        flow(`${called(target)}由事件网关${called(gateway)}等待，不能再有别的连线指向它。`, '删除多余连线'),
      ];
    if (receives && (target.$parent?.flowElements ?? []).some((one: ModdleElement) => one.attachedToRef === target))
      yield [target, flow(`接收任务${called(target)}由事件网关等待，上面不能再贴边界事件。`, '删除边界事件')];
  }
  const receiving = targets.some((target) => is(target, 'bpmn:ReceiveTask'));
  const messages = targets.some((target) => is(target, 'bpmn:IntermediateCatchEvent') && hasTrigger(target, 'Message'));
  if (receiving && messages)
    yield [
      gateway,
      flow(`事件网关${called(gateway)}后面同时有接收任务和消息事件，收到消息时分不清给谁。`, '只用其中一种'),
    ];
  if (gateway.eventGatewayType === 'Parallel' && gateway.instantiate !== true)
    yield [
      gateway,
      {
        property: 'type',
        message: `事件网关${called(gateway)}设为“都要等到”，但只有放在流程开头时才能这样设。`,
        remedy: '改为等到一个',
      },
    ];
}
