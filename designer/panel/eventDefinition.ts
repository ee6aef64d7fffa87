/** What event definitions say (when, which message, signal, code …), read and written as undoable commands. */
import { formula } from '../modeler/extension.ts';
import { refer } from '../modeler/rootElements.ts';
import type { Element, Moddle, ModdleElement, Modeler, Modeling } from '../modeler/types.ts';

export type TimerKind = 'timeDate' | 'timeDuration' | 'timeCycle';

export function readTimer(definition: ModdleElement): { readonly kind: TimerKind; readonly body: string } {
  for (const kind of ['timeDate', 'timeCycle', 'timeDuration'] as const) {
    if (definition?.[kind]) return { kind, body: definition[kind].body ?? '' };
  }
  return { kind: 'timeDuration', body: '' };
}

export function writeTimer(
  modeler: Modeler,
  element: Element,
  definition: ModdleElement,
  kind: TimerKind,
  body: string,
): void {
  const empty = { timeDate: undefined, timeDuration: undefined, timeCycle: undefined };
  const when = { ...empty, [kind]: formula(modeler, definition, body) };
  modeler.get<Modeling>('modeling').updateModdleProperties(element, definition, when);
}

const keyOf = (message: ModdleElement): string =>
  message?.extensionElements?.values?.find((value: ModdleElement) => value.$type === 'zeebe:Subscription')
    ?.correlationKey ?? '';

/** Name and correlation key of what an event definition, a receive task or a send task refers to. */
export const readMessage = ({ messageRef }: ModdleElement): { readonly name: string; readonly key: string } => ({
  name: messageRef?.name ?? '',
  key: keyOf(messageRef),
});

/** Points the holder at the message with this name and key. */
export const writeMessage = (
  modeler: Modeler,
  element: Element,
  holder: ModdleElement,
  name: string,
  key: string,
): void =>
  refer(modeler, element, holder, 'messageRef', {
    type: 'bpmn:Message',
    fits: (message) => message.name === name && keyOf(message) === key,
    properties: { name },
    complete: (message) => {
      const moddle = modeler.get<Moddle>('moddle');
      const container = moddle.create('bpmn:ExtensionElements', { values: [] });
      container.$parent = message;
      const subscription = moddle.create('zeebe:Subscription', { correlationKey: key });
      subscription.$parent = container;
      container.values = [subscription];
      if (key) message.extensionElements = container;
    },
  });

/** What is referred to by one text alone: a signal by its name, an error or escalation by its code. */
export const coded = {
  signal: { type: 'bpmn:Signal', reference: 'signalRef', property: 'name' },
  error: { type: 'bpmn:Error', reference: 'errorRef', property: 'errorCode' },
  escalation: { type: 'bpmn:Escalation', reference: 'escalationRef', property: 'escalationCode' },
} as const;

export const readCode = (definition: ModdleElement, kind: keyof typeof coded): string =>
  definition[coded[kind].reference]?.[coded[kind].property] ?? '';

/** Points the definition at the signal, error or escalation of this text; empty: at none. */
export function writeCode(
  modeler: Modeler,
  element: Element,
  definition: ModdleElement,
  kind: keyof typeof coded,
  text: string,
): void {
  const { type, reference, property } = coded[kind];
  if (text === '') {
    modeler.get<Modeling>('modeling').updateModdleProperties(element, definition, { [reference]: undefined });
    return;
  }
  refer(modeler, element, definition, reference, {
    type,
    fits: (candidate) => candidate[property] === text,
    properties: { name: text, [property]: text },
  });
}
