import { supports } from '../../elements/registry.ts';
import { is, type ModdleElement } from '../moddle.ts';
import { called, containersOf, elementsIn, eventsOf } from './drawn.ts';
import { kindName } from './kinds.ts';
import type { Rule } from './rule.ts';

/** Nothing deploys and then silently does nothing: what the engine does not run is refused by its name. */
export const unsupported: Rule = {
  name: 'unsupported',
  check({ definitions, report }) {
    for (const element of containersOf(definitions).flatMap(elementsIn)) {
      if (is(element, 'bpmn:SequenceFlow') || isData(element) || runs(element) || lacksTrigger(element)) continue;
      report(element, {
        property: 'type',
        message: `暂不支持${kindName(element)}（${called(element)}），走到这里流程无法继续。`,
        remedy: '换一种元素',
      });
    }
  },
};

const runs = (element: ModdleElement): boolean => is(element, 'bpmn:FlowNode') && supports(element);

/** Drawn data names a variable: a list to do something for, or a note for the reader. */
const isData = (element: ModdleElement): boolean =>
  ['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'].some((type) => is(element, type));

/** A catching event without a trigger has a rule of its own. */
const lacksTrigger = (element: ModdleElement): boolean =>
  (is(element, 'bpmn:IntermediateCatchEvent') || is(element, 'bpmn:BoundaryEvent')) && eventsOf(element).length === 0;
