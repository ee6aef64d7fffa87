import { extension, is, type ModdleElement } from '../moddle.ts';

/** The processes of a file that will run. */
export const processesOf = (definitions: ModdleElement): readonly ModdleElement[] =>
  rootsOf(definitions).filter((root) => is(root, 'bpmn:Process') && root.isExecutable === true);

export const rootsOf = (definitions: ModdleElement): readonly ModdleElement[] => definitions.rootElements ?? [];

/** The processes that run and every sub-process inside them. */
export function containersOf(definitions: ModdleElement): readonly ModdleElement[] {
  const found = containers.get(definitions) ?? allContainers(definitions);
  containers.set(definitions, found);
  return found;
}

/** Every rule asks for them; a model does not change after it was parsed. */
const containers = new WeakMap<ModdleElement, readonly ModdleElement[]>();

function allContainers(definitions: ModdleElement): readonly ModdleElement[] {
  const inside = (container: ModdleElement): ModdleElement[] => [
    container,
    ...nodesIn(container)
      .filter((node) => is(node, 'bpmn:SubProcess'))
      .flatMap(inside),
  ];
  return processesOf(definitions).flatMap(inside);
}

/** Flow nodes directly inside a container. */
export const nodesIn = (container: ModdleElement): readonly ModdleElement[] =>
  elementsIn(container).filter((element) => is(element, 'bpmn:FlowNode'));

/** Sequence flows drawn inside a container. */
export const flowsIn = (container: ModdleElement): readonly ModdleElement[] =>
  elementsIn(container).filter((element) => is(element, 'bpmn:SequenceFlow'));

export const elementsIn = (container: ModdleElement): readonly ModdleElement[] => container.flowElements ?? [];

/** Flow nodes of all containers that are of a type: `nodesOf(definitions, 'bpmn:UserTask')`. */
export const nodesOf = (definitions: ModdleElement, type = 'bpmn:FlowNode'): readonly ModdleElement[] =>
  containersOf(definitions)
    .flatMap(nodesIn)
    .filter((node) => is(node, type));

/** Sequence flows of all containers. */
export const flowsOf = (definitions: ModdleElement): readonly ModdleElement[] =>
  containersOf(definitions).flatMap(flowsIn);

/** Flows that leave a node, as the flows themselves tell; the lists inside the nodes may be missing in a file. */
export const leaving = (node: ModdleElement): readonly ModdleElement[] => waysOf(node).leaving.get(node) ?? [];

/** Flows that come into a node. */
export const entering = (node: ModdleElement): readonly ModdleElement[] => waysOf(node).entering.get(node) ?? [];

interface Ways {
  readonly leaving: ReadonlyMap<ModdleElement, readonly ModdleElement[]>;
  readonly entering: ReadonlyMap<ModdleElement, readonly ModdleElement[]>;
}

/** Flows by their ends, once a container: a model does not change after it was parsed. */
const known = new WeakMap<ModdleElement, Ways>();

function waysOf(node: ModdleElement): Ways {
  const container = node.$parent;
  if (!container) return { leaving: new Map(), entering: new Map() };
  const ways = known.get(container) ?? {
    leaving: Map.groupBy(flowsIn(container), (flow) => flow.sourceRef as ModdleElement),
    entering: Map.groupBy(flowsIn(container), (flow) => flow.targetRef as ModdleElement),
  };
  known.set(container, ways);
  return ways;
}

/** Event definitions inside an event and by reference. */
export const eventsOf = (event: ModdleElement): readonly ModdleElement[] => [
  ...(event.eventDefinitions ?? []),
  ...(event.eventDefinitionRef ?? []),
];

/** Whether an event has a trigger of this type: `hasTrigger(event, 'Link')`. */
export const hasTrigger = (event: ModdleElement, type: string): boolean =>
  eventsOf(event).some(({ $type }) => $type === `bpmn:${type}EventDefinition`);

/** A send task with a message of the model and no action throws it to whoever waits for it in the town. */
export const sendsMessage = (node: ModdleElement): boolean =>
  is(node, 'bpmn:SendTask') && node.messageRef !== undefined && !extension(node, 'zeebe:TaskDefinition');

/** A message event whose sending is an action, like that of a send task. */
export const actsOut = (event: ModdleElement): boolean =>
  is(event, 'bpmn:ThrowEvent') && extension(event, 'zeebe:TaskDefinition') !== undefined;

/** Event sub-processes begin by their event, compensation handlers by a compensation: no flow leads to them. */
export const isBesideFlow = (node: ModdleElement): boolean =>
  node.triggeredByEvent === true || node.isForCompensation === true;

/** An element as a message names it: its name on one line, else its id. */
export const called = (element: ModdleElement | undefined): string =>
  `“${element?.name?.replaceAll(/\s+/g, '') || element?.id || '未命名'}”`;

export const conditionOf = (flow: ModdleElement): string => String(flow.conditionExpression?.body ?? '').trim();

/** A text without blanks around; empty when there is none. */
export const trimmed = (text: unknown): string => (typeof text === 'string' ? text.trim() : '');

export const isFeel = (text: string): boolean => text.startsWith('=');
