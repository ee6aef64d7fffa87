import { openAdHoc } from '../../core/ad-hoc.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { container } from '../shared/fragments.ts';

/** Activities in no fixed order, as often as it takes. */
export const adHocSubProcess: Element = {
  type: 'bpmn:AdHocSubProcess',
  container: true,
  read({ element, extension, feel }) {
    const completion: string | undefined = element.completionCondition?.body;
    const active: string | undefined = extension('zeebe:AdHoc')?.activeElementsCollection;
    return {
      adHoc: {
        ordering: element.ordering === 'Sequential' ? 'sequential' : 'parallel',
        ...(completion?.trim() ? { completion: feel(completion, 'condition') } : {}),
        cancelRemaining: element.cancelRemainingInstances !== false,
        ...(active ? { active: feel(active, 'active') } : {}),
      },
    };
  },
  states: container,
  arrive: arriveAtActivity,
  begin: openAdHoc,
  collect: (scope, node) => (node.outputs.length > 0 || node.loop ? scope.v : {}),
};
