import { finish } from '../../core/scopes.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';

/** A task that nobody and nothing in the engine does: it is passed, with its mappings and whatever is attached to it. */
const passed = (type: string): Element => ({
  type,
  states: activity,
  arrive: arriveAtActivity,
  begin: (run, token) => finish(run, token.i, {}),
});

/** An abstract task. */
export const task = passed('bpmn:Task');
/** Work of a person that the engine does not follow. */
export const manualTask = passed('bpmn:ManualTask');
