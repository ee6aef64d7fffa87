import { descend, is } from '../moddle.ts';
import { called, processesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Values that the schema lets through as any text. */
const VALUES: readonly (readonly [type: string, property: string, values: readonly string[]])[] = [
  ['bpmn:Gateway', 'gatewayDirection', ['Unspecified', 'Converging', 'Diverging', 'Mixed']],
  ['bpmn:EventBasedGateway', 'eventGatewayType', ['Exclusive', 'Parallel']],
  ['bpmn:MultiInstanceLoopCharacteristics', 'behavior', ['None', 'One', 'All', 'Complex']],
  ['bpmn:AdHocSubProcess', 'ordering', ['Parallel', 'Sequential']],
  ['bpmn:Association', 'associationDirection', ['None', 'One', 'Both']],
  ['bpmn:Process', 'processType', ['None', 'Public', 'Private']],
];

/** Whatever is chosen from a list is on the list. */
export const enumeration: Rule = {
  name: 'enumeration',
  check({ definitions, report }) {
    for (const element of processesOf(definitions).flatMap((process) => descend(process))) {
      for (const [type, property, values] of VALUES) {
        const given: unknown = is(element, type) ? element[property] : undefined;
        if (given === undefined || values.includes(String(given))) continue;
        const owner = element.id || !element.$parent ? element : element.$parent;
        const message = `${called(owner)}的“${property}”是“${String(given).slice(0, 40)}”，只能是 ${values.join('、')} 之一。`;
        report(owner, { property, message, remedy: '改正取值' });
      }
    }
  },
};
