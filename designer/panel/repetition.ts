/** How often a step is done: once, again and again, or once for each of a list; read from and written to its loop. */
import { extensionOf, formula, updateExtension } from '../modeler/extension.ts';
import { together } from '../modeler/together.ts';
import type { Element, Moddle, ModdleElement, Modeler, Modeling } from '../modeler/types.ts';

export interface Once {
  readonly kind: 'once';
}
export interface Loop {
  readonly kind: 'loop';
  /** FEEL: again while this holds. */
  readonly condition: string;
  readonly maximum: number | undefined;
  readonly testBefore: boolean;
}
export interface Each {
  /** All at once, or one after the other. */
  readonly kind: 'parallel' | 'sequential';
  /** FEEL of a list; empty when a number is given. */
  readonly collection: string;
  /** The variable that each one finds its item in. */
  readonly item: string;
  /** FEEL of a number; empty when a list is given. */
  readonly cardinality: string;
  /** The list that the results become, and FEEL of each one's result. */
  readonly results: string;
  readonly result: string;
  /** FEEL: enough when this holds. */
  readonly completion: string;
}
export type Repetition = Once | Loop | Each;

const none = { collection: '', item: '', cardinality: '', results: '', result: '', completion: '' };

/** What a loop begins with when it is chosen. */
export const fresh: { readonly [Kind in Repetition['kind']]: Repetition } = {
  once: { kind: 'once' },
  loop: { kind: 'loop', condition: '', maximum: 3, testBefore: false },
  parallel: { ...none, kind: 'parallel', item: 'item' },
  sequential: { ...none, kind: 'sequential', item: 'item' },
};

export function readRepetition({ loopCharacteristics: loop }: ModdleElement): Repetition {
  if (!loop) return fresh.once;
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const { loopCondition, loopMaximum, testBefore } = loop;
    return {
      kind: 'loop',
      condition: loopCondition?.body ?? '',
      maximum: loopMaximum ?? undefined,
      testBefore: testBefore === true,
    };
  }
  const zeebe = extensionOf(loop, 'zeebe:LoopCharacteristics');
  return {
    kind: loop.isSequential ? 'sequential' : 'parallel',
    collection: zeebe?.inputCollection ?? '',
    item: zeebe?.inputElement ?? '',
    cardinality: loop.loopCardinality?.body ?? '',
    results: zeebe?.outputCollection ?? '',
    result: zeebe?.outputElement ?? '',
    completion: loop.completionCondition?.body ?? '',
  };
}

/** Writes how often; what a loop has beside (events it throws, data of the model) stays. One undo. */
export function writeRepetition(modeler: Modeler, element: Element, next: Repetition): void {
  const modeling = modeler.get<Modeling>('modeling');
  if (next.kind === 'once') {
    modeling.updateProperties(element, { loopCharacteristics: undefined });
    return;
  }
  const type = next.kind === 'loop' ? 'bpmn:StandardLoopCharacteristics' : 'bpmn:MultiInstanceLoopCharacteristics';
  together(modeler, () => {
    let loop = element.businessObject.loopCharacteristics;
    if (loop?.$type !== type) {
      loop = modeler.get<Moddle>('moddle').create(type, {});
      loop.$parent = element.businessObject;
      modeling.updateProperties(element, { loopCharacteristics: loop });
    }
    if (next.kind === 'loop') {
      const loopCondition = formula(modeler, loop, next.condition);
      const { maximum: loopMaximum, testBefore } = next;
      return modeling.updateModdleProperties(element, loop, { loopCondition, loopMaximum, testBefore });
    }
    modeling.updateModdleProperties(element, loop, {
      isSequential: next.kind === 'sequential',
      loopCardinality: formula(modeler, loop, next.cardinality),
      completionCondition: formula(modeler, loop, next.completion),
    });
    const lists = {
      inputCollection: next.collection,
      inputElement: next.collection && next.item,
      outputCollection: next.results,
      outputElement: next.result,
    };
    updateExtension(modeler, element, 'zeebe:LoopCharacteristics', lists, loop);
  });
}
