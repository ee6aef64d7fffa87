/** Timer, message and error definitions of an event, written as undoable commands. */
import type { Element, Moddle, ModdleElement, Modeler, Modeling } from '../modeler/types.ts';

export type TimerKind = 'timeDate' | 'timeDuration' | 'timeCycle';
const definitionOf = (element: Element): ModdleElement => element.businessObject.eventDefinitions?.[0];

export function readTimer(element: Element): { readonly kind: TimerKind; readonly body: string } {
  const definition = definitionOf(element);
  for (const kind of ['timeDate', 'timeCycle', 'timeDuration'] as const) {
    if (definition?.[kind]) return { kind, body: definition[kind].body ?? '' };
  }
  return { kind: 'timeDuration', body: '' };
}

export function writeTimer(modeler: Modeler, element: Element, kind: TimerKind, body: string): void {
  const definition = definitionOf(element);
  const expression = modeler.get<Moddle>('moddle').create('bpmn:FormalExpression', { body });
  expression.$parent = definition;
  const empty = { timeDate: undefined, timeDuration: undefined, timeCycle: undefined };
  modeler.get<Modeling>('modeling').updateModdleProperties(element, definition, { ...empty, [kind]: expression });
}

export function readMessage(element: Element): { readonly name: string; readonly key: string } {
  const message = definitionOf(element)?.messageRef;
  const subscription = message?.extensionElements?.values?.find(
    (value: { $type: string }) => value.$type === 'zeebe:Subscription',
  );
  return { name: message?.name ?? '', key: subscription?.correlationKey ?? '' };
}

/** Points the event at the message with this name and key, making it in the definitions when it is not there. */
export function writeMessage(modeler: Modeler, element: Element, name: string, key: string): void {
  const moddle = modeler.get<Moddle>('moddle');
  const modeling = modeler.get<Modeling>('modeling');
  const definitions = (modeler as ModdleElement).getDefinitions();
  let message = definitions.rootElements.find(
    (root: ModdleElement) => root.$type === 'bpmn:Message' && root.name === name && keyOf(root) === key,
  );
  if (!message) {
    message = moddle.create('bpmn:Message', { id: `Message_${Math.random().toString(36).slice(2, 9)}`, name });
    message.$parent = definitions;
    const container = moddle.create('bpmn:ExtensionElements', { values: [] });
    container.$parent = message;
    const subscription = moddle.create('zeebe:Subscription', { correlationKey: key });
    subscription.$parent = container;
    container.values = [subscription];
    message.extensionElements = container;
    modeling.updateModdleProperties(element, definitions, { rootElements: [...definitions.rootElements, message] });
  }
  modeling.updateModdleProperties(element, definitionOf(element), { messageRef: message });
}
const keyOf = (message: ModdleElement): string | undefined =>
  message.extensionElements?.values?.find((value: ModdleElement) => value.$type === 'zeebe:Subscription')
    ?.correlationKey;
