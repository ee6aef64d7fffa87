import { activate } from '../../core/joins.ts';
import type { Element } from '../shared/element.ts';
import { gathering } from '../shared/fragments.ts';

/** Fires when its activation condition holds, then takes in what still comes until it is reset. */
export const complexGateway: Element = {
  type: 'bpmn:ComplexGateway',
  read({ element, feel }) {
    const condition: string | undefined = element.activationCondition?.body;
    return condition?.trim() ? { activation: feel(condition, 'condition') } : {};
  },
  states: gathering,
  arrive: activate,
};
