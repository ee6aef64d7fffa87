import { is } from '../moddle.ts';
import { leaving, nodesOf, trimmed } from './drawn.ts';
import { kindName } from './kinds.ts';
import type { Rule } from './rule.ts';

/** What people see in their inbox and on the diagram has a name. */
export const name: Rule = {
  name: 'name',
  check({ definitions, report }) {
    for (const node of nodesOf(definitions)) {
      const choice = is(node, 'bpmn:ExclusiveGateway') && leaving(node).length > 1;
      const shown = is(node, 'bpmn:UserTask') || is(node, 'bpmn:CallActivity') || choice;
      if (!shown || trimmed(node.name) !== '') continue;
      report(node, {
        severity: 'warning',
        property: 'name',
        message: choice
          ? `排他网关“${node.id}”没有名称，看图的人不知道这里在判断什么。`
          : `${kindName(node)}“${node.id}”没有名称，办理人看不出要做什么。`,
        remedy: '填写名称',
      });
    }
  },
};
