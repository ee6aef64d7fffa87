import { elements, kindOf } from '../elements/registry.ts';
import { readActivity } from '../elements/shared/activity.ts';
import { readAssociations } from '../elements/shared/data.ts';
import { definitionsOf, type Source } from '../elements/shared/source.ts';
import { compileExpression, compileText } from '../expression/index.ts';
import type { Expression } from '../model/expression.ts';
import type { FlowNode, Mapping } from '../model/procedure.ts';
import { extension, extensions, is, type ModdleElement } from './moddle.ts';

/** Says that a text of an element is no expression: property and zh-CN reason. */
export type Complain = (element: ModdleElement, property: string, message: string) => void;

/** What the scope around a node knows of it. */
export type Surroundings = Pick<FlowNode, 'scope' | 'incoming' | 'outgoing' | 'boundaries'>;

/** A flow node of the procedure: what every node has, and what its kind of element reads. Undefined when its kind is not run. */
export function assembleNode(element: ModdleElement, around: Surroundings, complain: Complain): FlowNode | undefined {
  const kind = kindOf(element);
  if (!kind) {
    complain(element, 'type', `暂不支持这种元素（${element.$type}）`);
    return undefined;
  }
  const source = sourceOf(element, complain);
  const mapping = extension(element, 'zeebe:IoMapping');
  return Object.freeze({
    kind,
    id: element.id!,
    name: plain(element.name),
    ...around,
    ...(element.default?.id ? { default: element.default.id as string } : {}),
    ...(element.stage ? { stage: element.stage as string } : {}),
    properties: propertiesOf(element),
    inputs: [...readAssociations('in', source), ...mappings(mapping?.inputParameters, source, 'inputs')],
    outputs: [...mappings(mapping?.outputParameters, source, 'outputs'), ...readAssociations('out', source)],
    ...(is(element, 'bpmn:Activity') ? readActivity(source) : {}),
    ...elements[kind].read?.(source),
  });
}

/** Compiles the texts of an element and complains of those that are no FEEL. */
export function sourceOf(element: ModdleElement, complain: Complain): Source {
  const usable = (text: string, property: string, compiled: Expression | { readonly problem: string }): Expression => {
    if (!('problem' in compiled)) return compiled;
    complain(element, property, compiled.problem);
    return { source: text, reads: [], evaluate: () => null };
  };
  return {
    element,
    definition: definitionsOf(element)[0],
    extension: (type, of = element) => extension(of as ModdleElement, type),
    value: (text, property) => (text ? usable(text, property, compileText(text)) : undefined),
    feel: (text = '', property) => {
      const feel = text.trim().replace(/^=/, '').trim();
      return usable(feel, property, compileExpression(feel, 'expression'));
    },
  };
}

/** A name on one line; the breaks a drawing needs say nothing. */
export const plain = (name: string | undefined): string => (name ?? '').replace(/\s*\n\s*/g, '').trim();

function mappings(parameters: readonly ModdleElement[] = [], source: Source, property: string): readonly Mapping[] {
  return parameters.flatMap(({ source: text, target }) => {
    const expression = source.value(text ?? '', property) ?? source.feel('null', property);
    return target ? [{ source: expression, target: String(target) }] : [];
  });
}

/** What the domain reads: zeebe properties, and what our own namespace adds, lists as JSON. */
function propertiesOf(element: ModdleElement): FlowNode['properties'] {
  const named: readonly ModdleElement[] = extension(element, 'zeebe:Properties')?.properties ?? [];
  const rungs: readonly ModdleElement[] = extension(element, 'onedoor:Overdue')?.rungs ?? [];
  const notices = extensions(element, 'onedoor:Notify');
  return Object.freeze({
    ...Object.fromEntries(named.filter(({ name }) => name).map(({ name, value }) => [name, String(value ?? '')])),
    ...(element.law ? { law: String(element.law) } : {}),
    ...(element.documentation?.[0]?.text ? { help: String(element.documentation[0].text).trim() } : {}),
    ...(rungs.length > 0 ? { overdue: JSON.stringify(rungs.map(({ after, verb, to }) => ({ after, verb, to }))) } : {}),
    ...(notices.length > 0 ? { notify: JSON.stringify(notices.map(({ to, when }) => ({ to, when }))) } : {}),
  });
}
