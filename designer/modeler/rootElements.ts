/**
 * What events share stands beside the process in the file: messages, signals, errors, escalations. One is made when the
 * first event names it and goes when the last one has gone, all within the change that caused it.
 */
import { together } from './together.ts';
import type { Canvas, Element, EventBus, Moddle, ModdleElement, Modeler, Modeling } from './types.ts';

export const SHARED = ['bpmn:Message', 'bpmn:Signal', 'bpmn:Error', 'bpmn:Escalation'] as const;

interface Property {
  readonly name: string;
  readonly ns?: { readonly localName: string };
  readonly isReference?: boolean;
}

const isEvent = ({ $type }: ModdleElement): boolean => $type.endsWith('EventDefinition');

/**
 * Every shared element that something below `root` points to; the schema says what is a reference and what is contained.
 * An event that stands beside the process (for a loop to throw) is shared too: it counts, with what it points to in turn,
 * when something points to it.
 */
export function referenced(root: ModdleElement): ReadonlySet<ModdleElement> {
  const found = new Set<ModdleElement>();
  const visit = (element: ModdleElement): void => {
    for (const { name, ns, isReference } of (element.$descriptor?.properties ?? []) as readonly Property[]) {
      const value = element[ns?.localName ?? name] ?? element[name];
      for (const item of Array.isArray(value) ? value : [value]) {
        if (!item?.$type) continue;
        if (!isReference) {
          if (!(isEvent(item) && element === root)) visit(item);
        } else if ((isEvent(item) || SHARED.includes(item.$type)) && !found.has(item)) {
          found.add(item);
          if (isEvent(item)) visit(item);
        }
      }
    }
  };
  visit(root);
  return found;
}

/** The shared elements of a file of one type. */
export const sharedElements = (modeler: Modeler, type: (typeof SHARED)[number]): readonly ModdleElement[] =>
  (modeler as ModdleElement).getDefinitions().rootElements.filter((root: ModdleElement) => root.$type === type);

/** Points `holder` at the shared element that fits, making one when there is none; one undo. */
export function refer(
  modeler: Modeler,
  element: Element,
  holder: ModdleElement,
  reference: string,
  shared: {
    readonly type: (typeof SHARED)[number];
    readonly fits: (candidate: ModdleElement) => boolean;
    readonly properties: object;
    readonly complete?: (made: ModdleElement) => void;
  },
): void {
  const moddle = modeler.get<Moddle>('moddle');
  const modeling = modeler.get<Modeling>('modeling');
  const definitions = (modeler as ModdleElement).getDefinitions();
  together(modeler, () => {
    let found = sharedElements(modeler, shared.type).find(shared.fits);
    if (!found) {
      const id = `${shared.type.replace('bpmn:', '')}_${crypto.randomUUID().slice(0, 8)}`;
      found = moddle.create(shared.type, { id, ...shared.properties });
      found.$parent = definitions;
      shared.complete?.(found);
      modeling.updateModdleProperties(element, definitions, { rootElements: [...definitions.rootElements, found] });
    }
    modeling.updateModdleProperties(element, holder, { [reference]: found });
  });
}

/** Takes away what lost its last reference by a change, as part of that change. */
class Sweep {
  static $inject = ['eventBus', 'bpmnjs', 'modeling', 'canvas'];
  constructor(bus: EventBus, modeler: ModdleElement, modeling: Modeling, canvas: Canvas) {
    let depth = 0;
    let before: ReadonlySet<ModdleElement> = new Set();
    bus.on('commandStack.preExecute', () => {
      if (depth === 0) before = referenced(modeler.getDefinitions());
      depth += 1;
    });
    bus.on('commandStack.postExecuted', () => {
      if (depth === 1 && before.size > 0) sweep();
      depth -= 1;
    });
    bus.on('commandStack.changed', () => {
      depth = 0;
    });
    const sweep = () => {
      const definitions = modeler.getDefinitions();
      const now = referenced(definitions);
      const lost = new Set([...before].filter((one) => !now.has(one)));
      if (lost.size === 0) return;
      const rootElements = definitions.rootElements.filter((one: ModdleElement) => !lost.has(one));
      if (rootElements.length < definitions.rootElements.length)
        modeling.updateModdleProperties(canvas.getRootElement(), definitions, { rootElements });
    };
  }
}

export const rootElementsModule = { __init__: ['onedoorSweep'], onedoorSweep: ['type', Sweep] };
