import { is } from '../moddle.ts';
import { containersOf, elementsIn } from './drawn.ts';
import { kindName } from './kinds.ts';
import type { Rule } from './rule.ts';

/** Everything that runs has an id: history, tasks and timers point to it. */
export const identity: Rule = {
  name: 'identity',
  check({ definitions, report }) {
    for (const element of containersOf(definitions).flatMap(elementsIn)) {
      if (element.id) continue;
      const what = is(element, 'bpmn:SequenceFlow') ? '连线' : kindName(element);
      report(element, {
        property: 'id',
        message: `有一个${what}没有编号，系统无法记录走到了哪里。`,
        remedy: '填写编号',
      });
    }
  },
};
