import type { Element } from '../shared/element.ts';
import { choosing } from '../shared/fragments.ts';

/** Takes the first flow whose condition holds, else the default; joins by letting every token pass. */
export const exclusiveGateway: Element = { type: 'bpmn:ExclusiveGateway', states: choosing };
