import { is, type ModdleElement } from '../moddle.ts';
import { called, conditionOf, flowsOf, leaving, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

const CHOICES = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

/** Every way out of a choice has its condition, and conditions stand only where somebody asks them. */
export const condition: Rule = {
  name: 'condition',
  check({ definitions, report }) {
    for (const gateway of CHOICES.flatMap((type) => nodesOf(definitions, type))) {
      const flows = leaving(gateway);
      const asked = flows.filter((flow) => flow !== gateway.default);
      const [only, ...others] = flows;
      if (only && others.length === 0) {
        if (conditionOf(only) === '') continue;
        const message = `${called(gateway)}只有一条出路却带条件，条件不成立时流程会停住。`;
        report(only, { property: 'condition', message, remedy: '去掉条件' });
        continue;
      }
      for (const flow of asked.filter((one) => conditionOf(one) === '')) {
        const message = `从${called(gateway)}到${called(flow.targetRef)}的连线没有条件，系统不知道什么时候走这条路。`;
        report(flow, { property: 'condition', message, remedy: '填写条件' });
      }
      if (flows.length > 1 && asked.length === flows.length) {
        const message = `${called(gateway)}没有默认出路，条件都不成立时流程会停住，等管理员处理。`;
        report(gateway, { severity: 'warning', property: 'default', message, remedy: '设置默认出路' });
      }
    }
    for (const flow of flowsOf(definitions).filter((one) => conditionOf(one) !== '' && !mayAsk(one.sourceRef))) {
      const message = `从${called(flow.sourceRef)}出来的连线不看条件，这里写的条件不会起作用。`;
      report(flow, { property: 'condition', message, remedy: '去掉条件' });
    }
  },
};

/** BPMN 2.0.2, 10.6.1: conditions stand on flows out of activities and of exclusive, inclusive and complex gateways. */
const mayAsk = (source: ModdleElement | undefined): boolean =>
  source === undefined ||
  ['bpmn:Activity', 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'].some((type) =>
    is(source, type),
  );
