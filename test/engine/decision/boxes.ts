/** Boxed expressions as DMN 1.3 writes them. Ids are left out where nothing refers to them. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const typed = (type?: string): string => (type === undefined ? '' : ` typeRef="${type}"`);

/** `name` or `name:type`. */
const item = (tag: string, text: string): string => {
  const [, name = '', type] = /^([^:]*)(?::(.*))?$/.exec(text) ?? [];
  return `<${tag} name="${name}"${typed(type)} />`;
};

export const literal = (text: string, type?: string): string =>
  `<literalExpression${typed(type)}><text>${escaped(text)}</text></literalExpression>`;

/** Entries by `name` or `name:type`; the name `''` is the result. */
export const context = (entries: Readonly<Record<string, string>>): string =>
  `<context>${Object.entries(entries)
    .map(([name, box]) => `<contextEntry>${name === '' ? '' : item('variable', name)}${box}</contextEntry>`)
    .join('')}</context>`;

export const list = (...items: string[]): string => `<list>${items.join('')}</list>`;

export const relation = (columns: readonly string[], ...rows: (readonly string[])[]): string =>
  `<relation>${columns.map((column) => item('column', column)).join('')}${rows
    .map((row) => `<row>${row.map((cell) => literal(cell)).join('')}</row>`)
    .join('')}</relation>`;

export const invocation = (called: string, bindings: Readonly<Record<string, string>>): string =>
  `<invocation>${literal(called)}${Object.entries(bindings)
    .map(([name, box]) => `<binding>${item('parameter', name)}${box}</binding>`)
    .join('')}</invocation>`;

/** A function of parameters (`name` or `name:type`). */
export const fn = (parameters: readonly string[], body: string, attributes = '', tag = 'functionDefinition'): string =>
  `<${tag} ${attributes}>${parameters.map((one) => item('formalParameter', one)).join('')}${body}</${tag}>`;

/** What an element requires, by id: `#decision`, `?input`, `!knowledge`. */
const needs = (id: string, requires: readonly string[]): string =>
  requires
    .map((one) => {
      const [tag, inside] = {
        '#': ['informationRequirement', 'requiredDecision'],
        '?': ['informationRequirement', 'requiredInput'],
        '!': ['knowledgeRequirement', 'requiredKnowledge'],
      }[one[0] as '#' | '?' | '!'];
      return `<${tag} id="${id}-${one.slice(1)}"><${inside} href="#${one.slice(1)}" /></${tag}>`;
    })
    .join('');

export const decision = (id: string, box: string, requires: readonly string[] = [], variable = id): string =>
  `<decision id="${id}" name="${variable.split(':')[0]}">${item('variable', variable)}${needs(id, requires)}${box}</decision>`;

export const input = (id: string, variable = id): string =>
  `<inputData id="${id}" name="${variable.split(':')[0]}">${item('variable', variable)}</inputData>`;

export const knowledge = (
  id: string,
  parameters: readonly string[],
  body: string,
  requires: readonly string[] = [],
  name = id,
): string =>
  `<businessKnowledgeModel id="${id}" name="${name}">${item('variable', name)}${fn(parameters, body, '', 'encapsulatedLogic')}${needs(id, requires)}</businessKnowledgeModel>`;

interface Parts {
  readonly outputs?: readonly string[];
  readonly encapsulated?: readonly string[];
  readonly decisions?: readonly string[];
  readonly data?: readonly string[];
}

export const service = (id: string, { outputs = [], encapsulated = [], decisions = [], data = [] }: Parts): string => {
  const part = (tag: string, ids: readonly string[]) => ids.map((one) => `<${tag} href="#${one}" />`).join('');
  return `<decisionService id="${id}" name="${id}">${item('variable', id)}${part('outputDecision', outputs)}${part('encapsulatedDecision', encapsulated)}${part('inputDecision', decisions)}${part('inputData', data)}</decisionService>`;
};

/** An item definition: its type or components, and allowed values. */
export const definition = (name: string, inside: string, attributes = ''): string =>
  `<itemDefinition name="${name}" ${attributes}>${inside}</itemDefinition>`;

export const allowed = (type: string, values?: string): string =>
  `<typeRef>${type}</typeRef>${values === undefined ? '' : `<allowedValues><text>${escaped(values)}</text></allowedValues>`}`;

export const component = (name: string, inside: string, attributes = ''): string =>
  `<itemComponent name="${name}" ${attributes}>${inside}</itemComponent>`;
