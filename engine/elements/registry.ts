import type { NodeKind } from '../model/procedure.ts';
import { adHocSubProcess } from './containers/ad-hoc.ts';
import { eventSubProcess } from './containers/event-sub-process.ts';
import { subProcess, transaction } from './containers/sub-process.ts';
import * as boundaries from './events/boundary.ts';
import * as catches from './events/catch.ts';
import * as ends from './events/end.ts';
import * as starts from './events/start.ts';
import * as throws from './events/throw.ts';
import { complexGateway } from './gateways/complex.ts';
import { eventBasedGateway } from './gateways/event-based.ts';
import { exclusiveGateway } from './gateways/exclusive.ts';
import { inclusiveGateway } from './gateways/inclusive.ts';
import { parallelGateway } from './gateways/parallel.ts';
import type { Element } from './shared/element.ts';
import { definitionsOf, type ModelElement } from './shared/source.ts';
import { businessRuleTask } from './tasks/business-rule.ts';
import { callActivity } from './tasks/call-activity.ts';
import { manualTask, task } from './tasks/plain.ts';
import { receiveTask } from './tasks/receive.ts';
import { scriptTask } from './tasks/script.ts';
import { sendTask } from './tasks/send.ts';
import { serviceTask } from './tasks/service.ts';
import { userTask } from './tasks/user.ts';

/** Every kind of element the engine runs. A kind without a line here does not compile. */
export const elements: { readonly [Kind in NodeKind]: Element } = {
  ...starts,
  ...catches,
  ...boundaries,
  ...throws,
  ...ends,
  task,
  manualTask,
  userTask,
  serviceTask,
  sendTask,
  receiveTask,
  scriptTask,
  businessRuleTask,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  subProcess,
  eventSubProcess,
  transaction,
  adHocSubProcess,
  callActivity,
};

/** The kind of an element of the model, or undefined when the engine does not run it. */
export function kindOf(element: ModelElement): NodeKind | undefined {
  const definitions = definitionsOf(element);
  if (!gatherable(element, definitions)) return undefined;
  const sign = definitions.length > 1 ? 'multiple' : definitions[0]?.$type;
  const kinds = bySign.get(`${element.$type} ${sign ?? ''}`) ?? [];
  return kinds.find(([, { accepts }]) => accepts?.(element) ?? true)?.[0];
}

/** Few kinds look alike: those of one type and definition, in the order of the list. */
const bySign = Map.groupBy(
  Object.entries(elements) as [NodeKind, Element][],
  ([, { type, definition }]) => `${type} ${definition ?? ''}`,
);

/** Whether the engine runs this flow node as it is drawn. */
export const supports = (element: ModelElement): boolean => kindOf(element) !== undefined;

/** What ends an activity, or comes when it is over, cannot be one of several that must all come. */
const gatherable = ({ parallelMultiple }: ModelElement, definitions: readonly ModelElement[]): boolean =>
  parallelMultiple !== true || definitions.every(({ $type }) => !ENDING.has($type));

const ENDING = new Set(['bpmn:ErrorEventDefinition', 'bpmn:CancelEventDefinition', 'bpmn:CompensateEventDefinition']);
