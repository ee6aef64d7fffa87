import type { Mapping } from '../../model/procedure.ts';
import type { ModelElement, Source } from './source.ts';

/** What bpmn-js draws where an association ends at no data of the activity's own. */
const PLACEHOLDER = '__targetRef_placeholder';

/** Data is a variable of its name: of a reference, that of what it refers to. */
export function nameOfData(data: ModelElement | undefined): string | undefined {
  const object = data?.dataObjectRef ?? data?.dataStoreRef ?? data;
  const name = object?.name || object?.id;
  return name === undefined || name === PLACEHOLDER ? undefined : String(name).trim();
}

/** The data associations of an element as mappings, in the order of the file: into it, or out of it. */
export function readAssociations(direction: 'in' | 'out', source: Source): readonly Mapping[] {
  const { dataInputAssociations = [], dataOutputAssociations = [] } = source.element;
  const associations: readonly ModelElement[] = direction === 'in' ? dataInputAssociations : dataOutputAssociations;
  return associations.flatMap((association) => mappingsOf(association, source));
}

/** With assignments one mapping each, else one from the source (transformed) to the target. What keeps its name is seen without. */
function mappingsOf(
  { sourceRef, targetRef, transformation, assignment = [] }: ModelElement,
  source: Source,
): Mapping[] {
  const [given] = (sourceRef ?? []) as readonly ModelElement[];
  const from = nameOfData(given) ?? nameOfData(targetRef);
  const to = nameOfData(targetRef) ?? from;
  const assigned = (assignment as readonly ModelElement[]).flatMap(({ from: value, to: target }): Mapping[] =>
    target?.body ? [{ source: source.feel(value?.body, 'data'), target: bare(target.body) }] : [],
  );
  if (assigned.length > 0 || from === undefined || to === undefined) return assigned;
  const body: string | undefined = transformation?.body;
  if (!body?.trim() && from === to) return [];
  return [{ source: source.feel(body?.trim() ? body : from, 'data'), target: to }];
}

const bare = (text: string): string => text.trim().replace(/^=/, '').trim();
