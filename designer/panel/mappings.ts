/** Input and output mappings (zeebe:IoMapping) of an element, read and written as plain lists. */
import { extension, setExtensions } from '../modeler/extension.ts';
import type { Element, Modeler } from '../modeler/types.ts';

export interface Mapping {
  readonly source: string;
  readonly target: string;
}

const plain = (mapping: Mapping): Mapping => ({ source: mapping.source, target: mapping.target });

export function readMappings(element: Element): {
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
} {
  const mapping = extension(element, 'zeebe:IoMapping');
  return { inputs: (mapping?.inputParameters ?? []).map(plain), outputs: (mapping?.outputParameters ?? []).map(plain) };
}

export function writeMappings(
  modeler: Modeler,
  element: Element,
  { inputs, outputs }: { readonly inputs: readonly Mapping[]; readonly outputs: readonly Mapping[] },
): void {
  const made = {
    ...(inputs.length ? { inputParameters: inputs.map((mapping) => ({ $type: 'zeebe:Input', ...mapping })) } : {}),
    ...(outputs.length ? { outputParameters: outputs.map((mapping) => ({ $type: 'zeebe:Output', ...mapping })) } : {}),
  };
  setExtensions(modeler, element, 'zeebe:IoMapping', Object.keys(made).length ? [made] : []);
}

/** Sets or removes one input by its target name. */
export function setInput(modeler: Modeler, element: Element, target: string, source: string): void {
  const { inputs, outputs } = readMappings(element);
  const kept = inputs.filter((mapping) => mapping.target !== target);
  writeMappings(modeler, element, { inputs: source ? [...kept, { source, target }] : kept, outputs });
}
