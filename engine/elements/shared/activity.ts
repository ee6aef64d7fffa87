import type { FlowNode, LoopDefinition, MultiInstance } from '../../model/procedure.ts';
import { nameOfData } from './data.ts';
import { readTrigger } from './definitions.ts';
import { definitionsOf, type ModelElement, type Source } from './source.ts';

/** What every activity may have: how many tokens it takes and gives, whether it is a handler, and its loop. */
export function readActivity(source: Source): Partial<FlowNode> {
  const { element } = source;
  const loop = readLoop(element.loopCharacteristics, source);
  return {
    ...quantity('startQuantity', element.startQuantity),
    ...quantity('completionQuantity', element.completionQuantity),
    ...(element.isForCompensation === true ? { forCompensation: true } : {}),
    ...(loop ? { loop } : {}),
  };
}

const quantity = (name: 'startQuantity' | 'completionQuantity', count: unknown): Partial<FlowNode> =>
  typeof count === 'number' && Number.isInteger(count) && count > 1 ? { [name]: count } : {};

function readLoop(loop: ModelElement | undefined, source: Source): LoopDefinition | undefined {
  if (!loop) return undefined;
  if (loop.$type === 'bpmn:MultiInstanceLoopCharacteristics') return readMultiInstance(loop, source);
  const condition: string | undefined = loop.loopCondition?.body;
  return {
    kind: 'standard',
    testBefore: loop.testBefore === true,
    ...(condition?.trim() ? { condition: source.feel(condition, 'loop') } : {}),
    ...(loop.loopMaximum === undefined ? {} : { maximum: Number(loop.loopMaximum) }),
  };
}

/** The collection is given in Zeebe's words or by the data of the model. */
function readMultiInstance(loop: ModelElement, source: Source): MultiInstance {
  const { feel, extension } = source;
  const zeebe = extension('zeebe:LoopCharacteristics', loop);
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() ? value : undefined);
  const given = <Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } =>
    (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };
  const feelOf = (value: unknown) => (text(value) ? feel(text(value), 'loop') : undefined);
  const collection = text(zeebe?.inputCollection) ?? nameOfData(loop.loopDataInputRef);
  const results = text(zeebe?.outputCollection) ?? nameOfData(loop.loopDataOutputRef);
  return {
    kind: loop.isSequential === true ? 'sequential' : 'parallel',
    ...given('cardinality', feelOf(loop.loopCardinality?.body)),
    ...given('collection', feelOf(collection)),
    ...given('item', text(zeebe?.inputElement) ?? nameOfData(loop.inputDataItem)),
    ...given('results', results),
    ...given('result', feelOf(zeebe?.outputElement ?? nameOfData(loop.outputDataItem))),
    ...given('completion', feelOf(loop.completionCondition?.body)),
    ...behaviourOf(loop, source),
  };
}

function behaviourOf(loop: ModelElement, source: Source): Pick<MultiInstance, 'behaviour' | 'complex'> {
  const behavior: string = loop.behavior ?? 'All';
  const event: ModelElement | undefined = behavior === 'None' ? loop.noneBehaviorEventRef : loop.oneBehaviorEventRef;
  if ((behavior === 'None' || behavior === 'One') && event)
    return { behaviour: { when: behavior === 'None' ? 'none' : 'one', event: readTrigger(event, source) } };
  if (behavior !== 'Complex') return {};
  const definitions: readonly ModelElement[] = loop.complexBehaviorDefinition ?? [];
  return {
    complex: definitions.map(({ condition, event: thrown }) => {
      const [definition] = thrown ? definitionsOf(thrown) : [];
      return {
        condition: source.feel(condition?.body, 'loop'),
        event: definition ? readTrigger(definition, source) : {},
      };
    }),
  };
}
