import { descend, is, type ModdleElement } from '../moddle.ts';
import { called, nodesOf, processesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A drawn document shows a data object of a container around it, and data goes from something to something. */
export const dataReference: Rule = {
  name: 'data-reference',
  check({ definitions, report }) {
    for (const element of processesOf(definitions).flatMap((process) => descend(process))) {
      if (!is(element, 'bpmn:DataObjectReference')) continue;
      const shown: ModdleElement | undefined = element.dataObjectRef;
      if (shown && [...around(element)].includes(shown.$parent!)) continue;
      const message = shown
        ? `材料${called(element)}引用的${called(shown)}在别的子流程里，这里看不到。`
        : `材料${called(element)}没有说明是哪一份数据，读写都不起作用。`;
      report(element, { property: 'data', message, remedy: '选择数据对象' });
    }
    for (const activity of nodesOf(definitions)) {
      for (const one of (activity.dataInputAssociations ?? []) as readonly ModdleElement[]) {
        if ((one.sourceRef ?? []).length > 0 || (one.assignment ?? []).length > 0) continue;
        report(activity, { property: 'data', message: `${called(activity)}的数据输入没有来源。`, remedy: '选择来源' });
      }
      for (const one of (activity.dataOutputAssociations ?? []) as readonly ModdleElement[]) {
        if (one.targetRef || (one.assignment ?? []).length > 0) continue;
        report(activity, { property: 'data', message: `${called(activity)}的数据输出没有去处。`, remedy: '选择去处' });
      }
    }
  },
};

function* around(element: ModdleElement): Generator<ModdleElement> {
  for (let at = element.$parent; at; at = at.$parent) yield at;
}
