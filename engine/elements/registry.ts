import type { NodeKind } from '../model/procedure.ts';
import { subProcess } from './containers/sub-process.ts';
import { endEvent } from './events/end.ts';
import { errorBoundaryEvent } from './events/error-boundary.ts';
import { messageBoundaryEvent } from './events/message-boundary.ts';
import { messageCatchEvent } from './events/message-catch.ts';
import { startEvent } from './events/start.ts';
import { terminateEndEvent } from './events/terminate.ts';
import { timerBoundaryEvent } from './events/timer-boundary.ts';
import { timerCatchEvent } from './events/timer-catch.ts';
import { exclusiveGateway } from './gateways/exclusive.ts';
import { parallelGateway } from './gateways/parallel.ts';
import type { Element } from './shared/element.ts';
import type { ModelElement } from './shared/source.ts';
import { businessRuleTask } from './tasks/business-rule.ts';
import { callActivity } from './tasks/call-activity.ts';
import { scriptTask } from './tasks/script.ts';
import { sendTask } from './tasks/send.ts';
import { serviceTask } from './tasks/service.ts';
import { userTask } from './tasks/user.ts';

/** Every kind of element the engine runs. A kind without a line here does not compile. */
export const elements: { readonly [Kind in NodeKind]: Element } = {
  startEvent,
  endEvent,
  terminateEndEvent,
  userTask,
  serviceTask,
  sendTask,
  scriptTask,
  businessRuleTask,
  exclusiveGateway,
  parallelGateway,
  timerCatchEvent,
  messageCatchEvent,
  timerBoundaryEvent,
  messageBoundaryEvent,
  errorBoundaryEvent,
  subProcess,
  callActivity,
};

/** Properties that change what an element means in ways the engine does not run. */
const refused: Readonly<Record<string, (value: unknown) => boolean>> = {
  loopCharacteristics: (value) => value !== undefined,
  isForCompensation: (value) => value === true,
  startQuantity: (value) => value !== undefined && value !== 1,
  completionQuantity: (value) => value !== undefined && value !== 1,
  parallelMultiple: (value) => value === true,
};

/** The kind of an element of the model, or undefined when the engine does not run it. */
export function kindOf(element: ModelElement): NodeKind | undefined {
  if (Object.entries(refused).some(([property, refuses]) => refuses(element[property]))) return undefined;
  const definitions = definitionsOf(element);
  if (definitions.length > 1) return undefined;
  const [definition] = definitions;
  const kinds = Object.entries(elements) as [NodeKind, Element][];
  return kinds.find(
    ([, { type, definition: expected, accepts }]) =>
      type === element.$type && expected === definition?.$type && (accepts?.(element) ?? true),
  )?.[0];
}

/** Whether the engine runs this flow node as it is drawn. */
export const supports = (element: ModelElement): boolean => kindOf(element) !== undefined;

/** Event definitions inside the event and by reference. */
export const definitionsOf = (element: ModelElement): readonly ModelElement[] => [
  ...(element.eventDefinitions ?? []),
  ...(element.eventDefinitionRef ?? []),
];
