import { elements } from '../elements/registry.ts';
import { nameOfData } from '../elements/shared/data.ts';
import type { Decision } from '../model/expression.ts';
import type { Problem } from '../model/problem.ts';
import type { FlowNode, Procedure, ScopeDefinition, SequenceFlow } from '../model/procedure.ts';
import { assembleNode, type Complain, plain, sourceOf } from './assemble-node.ts';
import { extension, is, type ModdleElement } from './moddle.ts';

/** What is compiled together with a file. */
export interface Assembly {
  /** Path of the file, for the problems. */
  readonly file: string;
  /** Keys of all processes of the folder by process id. */
  readonly siblings: Readonly<Record<string, string>>;
  readonly version: (process: string) => number;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly problems: Problem[];
}

/** The processes of a file that can be run, and its global tasks, which a call can run; the others are documentation. */
export const executable = (definitions: ModdleElement): readonly ModdleElement[] =>
  ((definitions.rootElements ?? []) as readonly ModdleElement[]).filter(
    (root) => (root.$type === 'bpmn:Process' && root.isExecutable === true) || root.$type in GLOBAL,
  );

/** A global task is a process of one task, by the element kind that does its work. */
const GLOBAL: Readonly<Record<string, string>> = {
  'bpmn:GlobalTask': 'bpmn:Task',
  'bpmn:GlobalManualTask': 'bpmn:ManualTask',
  'bpmn:GlobalUserTask': 'bpmn:UserTask',
  'bpmn:GlobalScriptTask': 'bpmn:ScriptTask',
  'bpmn:GlobalBusinessRuleTask': 'bpmn:BusinessRuleTask',
};

/** The executable processes of a parsed file as procedures. The rules have passed; what still does not compile is a problem. */
export function assemble(definitions: ModdleElement, assembly: Assembly): Procedure[] {
  return executable(definitions).map((process) => assembleProcess(process, assembly));
}

function assembleProcess(
  process: ModdleElement,
  { file, siblings, version, decisions, problems }: Assembly,
): Procedure {
  const id = process.id!;
  const complain: Complain = (element, property, message) =>
    problems.push({
      severity: 'error',
      rule: 'expression',
      file,
      ...(element.id ? { element: element.id } : {}),
      ...(element.name ? { name: element.name } : {}),
      property,
      message,
    });
  const tag = plain(extension(process, 'zeebe:VersionTag')?.value);
  const parts: Parts = { scopes: {}, nodes: {}, flows: {} };
  const type = GLOBAL[process.$type];
  assembleScope(type ? alone(process, type) : process, undefined, parts, complain);
  return Object.freeze({
    key: siblings[id]!,
    id,
    version: version(id),
    name: plain(process.name) || id,
    ...(tag ? { tag } : {}),
    scopes: record(parts.scopes),
    nodes: record(parts.nodes),
    flows: record(parts.flows),
    decisions,
    siblings,
    triggers: triggersOf(
      Object.values(parts.nodes).filter((node) => node.scope === id),
      parts,
    ),
  });
}

/** A global task as the only element of a process of its id. */
function alone(element: ModdleElement, type: string): ModdleElement {
  const inside = Object.create(element) as ModdleElement;
  const is = (other: string): boolean => [type, 'bpmn:FlowNode', 'bpmn:Activity'].includes(other);
  Object.defineProperties(inside, { $type: { value: type }, $instanceOf: { value: is } });
  return { $type: 'bpmn:Process', id: element.id!, flowElements: [inside], globalTask: true };
}

interface Parts {
  readonly scopes: Record<string, ScopeDefinition>;
  readonly nodes: Record<string, FlowNode>;
  readonly flows: Record<string, SequenceFlow>;
}

function assembleScope(container: ModdleElement, parent: string | undefined, parts: Parts, complain: Complain): void {
  const inside: readonly ModdleElement[] = container.flowElements ?? [];
  const flows = inside.filter((element) => element.$type === 'bpmn:SequenceFlow');
  const nodes = inside.filter((element) => is(element, 'bpmn:FlowNode'));
  const entering = Map.groupBy(flows, ({ targetRef }) => targetRef as ModdleElement);
  const leaving = Map.groupBy(flows, ({ sourceRef }) => sourceRef as ModdleElement);
  const attached = Map.groupBy(nodes, ({ attachedToRef }) => attachedToRef as ModdleElement);
  for (const flow of flows) parts.flows[flow.id!] = assembleFlow(flow, complain);
  for (const element of nodes) {
    const node = assembleNode(
      element,
      {
        scope: container.id!,
        incoming: ids(entering.get(element)),
        outgoing: ids(leaving.get(element)),
        boundaries: ids(attached.get(element)),
      },
      complain,
    );
    if (node) parts.nodes[node.id] = node;
    if (node && elements[node.kind].container) assembleScope(element, container.id, parts, complain);
  }
  const known = nodes.map(({ id }) => parts.nodes[id!]).filter((node) => node !== undefined);
  parts.scopes[container.id!] = Object.freeze({
    id: container.id!,
    ...(parent === undefined ? {} : { parent }),
    nodes: known.map(({ id }) => id),
    data: dataOf(container),
    starts: startsOf(known, parts),
    listeners: known
      .filter(({ kind }) => kind === 'eventSubProcess')
      .flatMap(({ id }) => parts.scopes[id]!.nodes.filter((inner) => isStart(parts.nodes[inner]!))),
  });
}

/** Names of the data objects and properties that are drawn directly inside. */
const dataOf = ({ flowElements = [], properties = [] }: ModdleElement): readonly string[] =>
  [...flowElements.filter((element: ModdleElement) => is(element, 'bpmn:DataObject')), ...properties]
    .map((data: ModdleElement) => nameOfData(data))
    .filter((name) => name !== undefined);

const isStart = ({ kind }: FlowNode): boolean => /^startEvent$|StartEvent$/.test(kind);

/** The none start events, or without any start the nodes that nothing leads to and that no event begins. */
function startsOf(nodes: readonly FlowNode[], parts: Parts): readonly string[] {
  const events = nodes.filter(({ kind }) => kind === 'startEvent');
  const open = nodes.filter(
    ({ id, incoming, host, kind, forCompensation, instantiate, link }) =>
      incoming.length === 0 &&
      host === undefined &&
      kind !== 'eventSubProcess' &&
      !forCompensation &&
      !instantiate &&
      !(link && kind === 'linkCatchEvent') &&
      parts.nodes[id] !== undefined,
  );
  const begins = events.length > 0 ? events : nodes.some(isStart) ? [] : open;
  return begins.map(({ id }) => id);
}

/** By what an instance can begin: triggered starts, receive tasks, and the events behind an instantiating gateway. */
function triggersOf(nodes: readonly FlowNode[], { nodes: all, flows }: Parts): readonly string[] {
  return nodes.flatMap((node) => {
    if (isStart(node)) return node.kind === 'startEvent' ? [] : [node.id];
    if (node.instantiate === undefined) return [];
    return node.kind === 'receiveTask' ? [node.id] : node.outgoing.map((flow) => all[flows[flow]!.target]!.id);
  });
}

function assembleFlow(flow: ModdleElement, complain: Complain): SequenceFlow {
  const condition: string | undefined = flow.conditionExpression?.body;
  return Object.freeze({
    id: flow.id!,
    ...(flow.name ? { name: plain(flow.name) } : {}),
    source: flow.sourceRef.id as string,
    target: flow.targetRef.id as string,
    ...(condition?.trim() ? { condition: sourceOf(flow, complain).feel(condition, 'condition') } : {}),
  });
}

const ids = (elements: readonly ModdleElement[] = []): readonly string[] => elements.map(({ id }) => id!);

/** A record by id that inherits nothing: an element may be called `constructor`. */
export const record = <T>(items: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.freeze(Object.assign(Object.create(null) as Record<string, T>, items));
