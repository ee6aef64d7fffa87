import type { Element } from '../shared/element.ts';
import { happened } from '../shared/fragments.ts';
import { readBoundary } from '../shared/waiting.ts';

/** Catches an error that rises from its activity, with its code or (without one) any; always interrupts. Waits for nothing itself. */
export const errorBoundaryEvent: Element = {
  type: 'bpmn:BoundaryEvent',
  definition: 'bpmn:ErrorEventDefinition',
  read(source) {
    const code: string | undefined = source.definition?.errorRef?.errorCode;
    return { ...readBoundary(source), interrupting: true, error: code ? { code } : {} };
  },
  states: happened,
};
