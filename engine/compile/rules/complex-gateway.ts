import { called, entering, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A complex gateway that gathers says when it has enough. */
export const complexGateway: Rule = {
  name: 'complex-gateway',
  check({ definitions, report }) {
    for (const gateway of nodesOf(definitions, 'bpmn:ComplexGateway')) {
      if (entering(gateway).length < 2 || !['', '='].includes(trimmed(gateway.activationCondition?.body))) continue;
      const message = `复杂网关${called(gateway)}没有写来几条路才往下走，走到这里会停住。`;
      report(gateway, { property: 'activation', message, remedy: '填写激活条件' });
    }
  },
};
