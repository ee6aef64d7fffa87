/**
 * What a step that is done several times announces on the way (BPMN 2.0.2, §13.3.7): nothing, an event at each completion
 * or at the first, or events by conditions. Read from and written to its loop; the events stand where the specification
 * puts them: beside the process for `none` and `one`, inside the loop for `complex`.
 */
import { formula } from '../modeler/extension.ts';
import { together } from '../modeler/together.ts';
import type { Element, Moddle, ModdleElement, Modeler, Modeling } from '../modeler/types.ts';
import { readCode, readMessage, writeCode, writeMessage } from './eventDefinition.ts';

/** An event that the engine throws from a loop; `text` is its code or name, and of a message there is a key (FEEL). */
export interface Announced {
  readonly kind: 'escalation' | 'signal' | 'message';
  readonly text: string;
  readonly key: string;
}

export type Announcement =
  | { readonly when: 'all' }
  | { readonly when: 'none' | 'one'; readonly event: Announced }
  | { readonly when: 'complex'; readonly cases: readonly Case[] };

export interface Case {
  readonly condition: string;
  readonly event: Announced;
}

const types = { escalation: 'Escalation', signal: 'Signal', message: 'Message' } as const;

/** What an announcement begins with when it is chosen: nothing is left empty, so that it can be published. */
export const freshEvent: Announced = { kind: 'escalation', text: '办完一份', key: '' };
export const freshCase: Case = { condition: '=numberOfCompletedInstances >= 2', event: freshEvent };

export const freshAnnouncement = (when: Announcement['when']): Announcement =>
  when === 'all' ? { when } : when === 'complex' ? { when, cases: [freshCase] } : { when, event: freshEvent };

export function readAnnouncement(loop: ModdleElement): Announcement {
  const when = String(loop.behavior ?? 'All').toLowerCase();
  if (when === 'none') return { when, event: readEvent(loop.noneBehaviorEventRef) };
  if (when === 'one') return { when, event: readEvent(loop.oneBehaviorEventRef) };
  if (when !== 'complex') return { when: 'all' };
  const cases = ((loop.complexBehaviorDefinition ?? []) as readonly ModdleElement[]).map(({ condition, event }) => ({
    condition: (condition?.body ?? '') as string,
    event: readEvent(event?.eventDefinitions?.[0]),
  }));
  return { when, cases };
}

function readEvent(definition: ModdleElement): Announced {
  const kind = definition?.$type === 'bpmn:SignalEventDefinition' ? 'signal' : 'escalation';
  if (definition?.$type !== 'bpmn:MessageEventDefinition')
    return { kind, text: definition ? readCode(definition, kind) : '', key: '' };
  const { name, key } = readMessage(definition);
  return { kind: 'message', text: name, key };
}

/** Writes what is announced. Events are made anew, for another loop may refer to the same; what nobody refers to goes. One undo. */
export function writeAnnouncement(modeler: Modeler, element: Element, next: Announcement): void {
  const loop: ModdleElement = element.businessObject.loopCharacteristics;
  const modeling = modeler.get<Modeling>('modeling');
  const make = (type: string, parent: ModdleElement, properties: object = {}): ModdleElement => {
    const id = `${type.replace('bpmn:', '')}_${crypto.randomUUID().slice(0, 8)}`;
    return Object.assign(modeler.get<Moddle>('moddle').create(type, { id, ...properties }), { $parent: parent });
  };
  const point = (definition: ModdleElement, { kind, text, key }: Announced) =>
    kind === 'message'
      ? writeMessage(modeler, element, definition, text, key)
      : writeCode(modeler, element, definition, kind, text);
  together(modeler, () => {
    const cleared = { noneBehaviorEventRef: undefined, oneBehaviorEventRef: undefined, complexBehaviorDefinition: [] };
    if (next.when === 'all') {
      modeling.updateModdleProperties(element, loop, { ...cleared, behavior: undefined });
    } else if (next.when === 'complex') {
      const made = next.cases.map(({ condition, event }) => {
        const behaviour = make('bpmn:ComplexBehaviorDefinition', loop);
        behaviour.condition = formula(modeler, behaviour, condition);
        behaviour.event = make('bpmn:ImplicitThrowEvent', behaviour);
        const definition = make(`bpmn:${types[event.kind]}EventDefinition`, behaviour.event);
        behaviour.event.eventDefinitions = [definition];
        return { behaviour, definition, event };
      });
      const complexBehaviorDefinition = made.map(({ behaviour }) => behaviour);
      modeling.updateModdleProperties(element, loop, { ...cleared, behavior: 'Complex', complexBehaviorDefinition });
      for (const { definition, event } of made) point(definition, event);
    } else {
      const definitions = (modeler as ModdleElement).getDefinitions();
      const definition = make(`bpmn:${types[next.event.kind]}EventDefinition`, definitions);
      const rootElements = [...definitions.rootElements, definition];
      modeling.updateModdleProperties(element, definitions, { rootElements });
      const [behavior, reference] =
        next.when === 'none' ? ['None', 'noneBehaviorEventRef'] : ['One', 'oneBehaviorEventRef'];
      modeling.updateModdleProperties(element, loop, { ...cleared, behavior, [reference]: definition });
      point(definition, next.event);
    }
  });
}
