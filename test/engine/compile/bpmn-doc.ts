import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { is, type ModdleElement } from '../../../engine/compile/moddle.ts';
import { parse } from '../../../engine/compile/parse.ts';
import { checkRules, rules } from '../../../engine/compile/rules/index.ts';
import { elements, supports } from '../../../engine/elements/registry.ts';

/** docs/bpmn.md: what runs, asked of the registry and the rules, and what is refused, read from the rules' own texts. */
export async function bpmnDoc(): Promise<string> {
  return `${[
    '# BPMN: what the engine runs and what it refuses',
    'Generated from the registry of elements and from the publish rules; a test compares it (`npx vitest run --project unit test/engine/compile/bpmn-doc.test.ts -u` writes it anew). The yardstick is BPMN 2.0.2, chapters 10 and 13.',
    '## Activities and containers',
    table(['element', 'what it does'], activities()),
    '## Gateways',
    table(['element', 'what it does'], gateways()),
    '## Events',
    '✔ runs; ✘ is in BPMN but refused by name; empty: BPMN has no such event there (table 10.93), refused by `event-position`.',
    table(['trigger', ...POSITIONS.map(([name]) => name)], await events()),
    '## What every activity may have',
    table(['feature', 'runs'], await features()),
    '## Refused before a file is read as BPMN',
    'Rule `parse`: size, depth, document types, ids, references and everything that the schema does not know.',
    list(textsOf('../parse-limits.ts'), textsOf('../parse-messages.ts'), textsOf('../parse-ids.ts')),
    '## Refused when published',
    'Each rule is a file of `engine/compile/rules/`; the same rules run in the designer. “…” stands for the name of an element or a value.',
    ...rules.map(({ name }) => rule(name)),
    '### soundness',
    'What could become of an instance, found by exploring the states of the procedure with the same step that runs it (`engine/verify`).',
    list(textsOf('../../verify/soundness.ts')),
  ].join('\n\n')}\n`;
}

const SOURCE = new URL('../../../engine/compile/rules/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, SOURCE), 'utf8');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Elements without a trigger, with the first sentence that their file says about them. */
function kinds(fits: (type: string) => boolean): string[][] {
  const found = Object.entries(elements).filter(([, { type, definition }]) => fits(type) && definition === undefined);
  return found.map(([kind]) => [`\`${kind}\``, sentences.get(kind) ?? '']);
}

const activities = () => kinds((type) => !/Event$|Gateway$/.test(type));
const gateways = () => kinds((type) => type.endsWith('Gateway'));

/** The comment above each exported element. */
const sentences = new Map(
  ['tasks', 'gateways', 'containers'].flatMap((folder) =>
    ts.sys
      .readDirectory(new URL(`../../elements/${folder}/`, SOURCE).pathname, ['.ts'])
      .flatMap((file) => comments(readFileSync(file, 'utf8'))),
  ),
);

function comments(source: string): (readonly [name: string, text: string])[] {
  const file = ts.createSourceFile('', source, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isVariableStatement).flatMap((statement) => {
    const [comment] = ts.getJSDocCommentsAndTags(statement);
    const text = comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : undefined;
    const name = statement.declarationList.declarations[0]!.name.getText();
    return text ? [[name, text.replaceAll(/\s+/g, ' ')] as const] : [];
  });
}

const TRIGGERS = [
  '',
  'Message',
  'Timer',
  'Signal',
  'Conditional',
  'Error',
  'Escalation',
  'Compensate',
  'Cancel',
  'Link',
  'Terminate',
  'multiple',
  'parallel multiple',
];

/** Where events stand, with a drawing around one. */
const POSITIONS: readonly (readonly [name: string, draw: (inside: string, parallel: string) => string])[] = [
  ['process start', (inside, parallel) => `<bpmn:startEvent id="event" ${parallel}>${inside}</bpmn:startEvent>`],
  [
    'sub-process start',
    (inside, parallel) =>
      `<bpmn:subProcess id="s"><bpmn:startEvent id="event" ${parallel}>${inside}</bpmn:startEvent></bpmn:subProcess>`,
  ],
  [
    'event sub-process start',
    (inside, parallel) =>
      `<bpmn:subProcess id="s" triggeredByEvent="true"><bpmn:startEvent id="event" ${parallel}>${inside}</bpmn:startEvent></bpmn:subProcess>`,
  ],
  [
    'event sub-process start, not interrupting',
    (inside, parallel) =>
      `<bpmn:subProcess id="s" triggeredByEvent="true"><bpmn:startEvent id="event" isInterrupting="false" ${parallel}>${inside}</bpmn:startEvent></bpmn:subProcess>`,
  ],
  [
    'catch',
    (inside, parallel) => `<bpmn:intermediateCatchEvent id="event" ${parallel}>${inside}</bpmn:intermediateCatchEvent>`,
  ],
  [
    'boundary',
    (inside, parallel) =>
      `<bpmn:transaction id="s" /><bpmn:boundaryEvent id="event" attachedToRef="s" ${parallel}>${inside}</bpmn:boundaryEvent>`,
  ],
  [
    'boundary, not interrupting',
    (inside, parallel) =>
      `<bpmn:transaction id="s" /><bpmn:boundaryEvent id="event" attachedToRef="s" cancelActivity="false" ${parallel}>${inside}</bpmn:boundaryEvent>`,
  ],
  ['throw', (inside) => `<bpmn:intermediateThrowEvent id="event">${inside}</bpmn:intermediateThrowEvent>`],
  [
    'end',
    (inside) => `<bpmn:transaction id="s"><bpmn:endEvent id="event">${inside}</bpmn:endEvent></bpmn:transaction>`,
  ],
];

const definition = (trigger: string): string =>
  `<bpmn:${trigger[0]?.toLowerCase()}${trigger.slice(1)}EventDefinition />`;

async function events(): Promise<string[][]> {
  return Promise.all(
    TRIGGERS.map(async (trigger) => [
      trigger === '' ? 'none' : trigger === 'Compensate' ? 'compensation' : trigger.toLowerCase(),
      ...(await Promise.all(POSITIONS.map(([name, draw]) => event(trigger, name, draw)))),
    ]),
  );
}

/** Every cell of table 10.93 and whether such an event runs. */
export async function eventTable(): Promise<
  readonly { readonly trigger: string; readonly position: string; readonly runs: boolean }[]
> {
  const rows = await events();
  return rows.flatMap(([trigger = '', ...marks]) =>
    marks.map((mark, at) => ({ trigger, position: POSITIONS[at]![0], runs: mark === '✔' })),
  );
}

async function event(trigger: string, position: string, draw: (typeof POSITIONS)[number][1]): Promise<string> {
  const several = trigger.endsWith('multiple');
  // Whatever stands at a position can be one of several; a message and a signal can nearly everywhere.
  const inside = several ? definition('Message') + definition('Signal') : trigger === '' ? '' : definition(trigger);
  const all = trigger.startsWith('parallel');
  if (all && /^(throw|end)$/.test(position)) return '';
  const drawn = await parsed(draw(inside, all ? 'parallelMultiple="true"' : ''));
  const refused = new Set([
    'event-position',
    'event-definition',
    'event-sub-process',
    'interruption',
    'boundary',
    'cancel',
  ]);
  const problems = checkRules({
    ...drawn,
    file: '',
    catalogue: {},
    forms: new Set(),
    decisions: new Set(),
    processes: new Set(),
  });
  if (
    problems.some((one) => refused.has(one.rule) && one.severity === 'error' && /^(event|s)$/.test(one.element ?? ''))
  )
    return '';
  return supports(find(drawn.definitions, 'event')) ? '✔' : '✘';
}

export const FEATURES: readonly (readonly [name: string, attributes: string, inside: string])[] = [
  ['standard loop', '', '<bpmn:standardLoopCharacteristics loopMaximum="2" />'],
  ['multi-instance, parallel', '', '<bpmn:multiInstanceLoopCharacteristics />'],
  ['multi-instance, sequential', '', '<bpmn:multiInstanceLoopCharacteristics isSequential="true" />'],
  ['compensation handler (`isForCompensation`)', 'isForCompensation="true"', ''],
  ['`startQuantity`', 'startQuantity="2"', ''],
  ['`completionQuantity`', 'completionQuantity="2"', ''],
];

async function features(): Promise<string[][]> {
  return Promise.all(
    FEATURES.map(async ([name, attributes, inside]) => {
      const { definitions } = await parsed(`<bpmn:userTask id="event" ${attributes}>${inside}</bpmn:userTask>`);
      return [name, supports(find(definitions, 'event')) ? '✔' : '✘'];
    }),
  );
}

async function parsed(inside: string): Promise<{ readonly definitions: ModdleElement }> {
  const text = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"><bpmn:process id="p" isExecutable="true">${inside}</bpmn:process></bpmn:definitions>`;
  const result = await parse({ path: '', text });
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result;
}

function find(container: ModdleElement, id: string): ModdleElement {
  const inside: readonly ModdleElement[] = container.rootElements ?? container.flowElements ?? [];
  for (const element of inside) {
    if (element.id === id) return element;
    if (is(element, 'bpmn:Process') || is(element, 'bpmn:SubProcess')) {
      const found = find(element, id);
      if (found.id === id) return found;
    }
  }
  return container;
}

function rule(name: string): string {
  const source = read(`${name}.ts`);
  const file = ts.createSourceFile('', source, ts.ScriptTarget.Latest, true);
  const exported = file.statements.filter(ts.isVariableStatement).find((one) => one.modifiers?.length);
  const [comment] = exported ? ts.getJSDocCommentsAndTags(exported) : [];
  const text = comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : '';
  return `### ${name}\n\n${text?.replaceAll(/\s+/g, ' ') ?? ''}\n\n${list(textsOf(`${name}.ts`))}`;
}

interface Texts {
  readonly messages: readonly string[];
  readonly remedies: readonly string[];
}

function list(...texts: readonly Texts[]): string {
  const messages = texts.flatMap((one) => one.messages).map((message) => `- ${message}`);
  const remedies = [...new Set(texts.flatMap((one) => one.remedies))];
  return [...new Set(messages), ...(remedies.length > 0 ? ['', `Remedy: ${remedies.join(' · ')}`] : [])].join('\n');
}

/** What a file of refusals says: whole sentences are messages, what is called `remedy` is a remedy. */
function textsOf(path: string): Texts {
  const file = ts.createSourceFile('', read(path), ts.ScriptTarget.Latest, true);
  const messages: string[] = [];
  const remedies: string[] = [];
  const visit = (node: ts.Node, remedy: boolean): void => {
    const named = (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && node.name.getText() === 'remedy';
    const text = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? template(node) : undefined;
    if (text !== undefined && /\p{Script=Han}/u.test(text)) {
      if (remedy) remedies.push(text);
      else if (/[。，？]/.test(text)) messages.push(text);
      return;
    }
    ts.forEachChild(node, (child) => visit(child, remedy || named));
  };
  visit(file, false);
  return { messages, remedies: remedies.filter((text) => !/[，。]$/.test(text)) };
}

const template = ({ head, templateSpans }: ts.TemplateExpression): string =>
  [head.text, ...templateSpans.map(({ expression, literal }) => `${hole(expression)}${literal.text}`)].join('');

/** Names of elements stand in quotation marks. */
const hole = (expression: ts.Expression): string => (expression.getText().startsWith('called(') ? '“…”' : '…');
