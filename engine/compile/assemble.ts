import type { Decision } from '../model/expression.ts';
import type { Problem } from '../model/problem.ts';
import type { FlowNode, Procedure, ScopeDefinition, SequenceFlow } from '../model/procedure.ts';
import { assembleNode, type Complain, plain, sourceOf } from './assemble-node.ts';
import { is, type ModdleElement } from './moddle.ts';

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

/** The processes of a file that can be run; the others are documentation. */
export const executable = (definitions: ModdleElement): readonly ModdleElement[] =>
  ((definitions.rootElements ?? []) as readonly ModdleElement[]).filter(
    (root) => root.$type === 'bpmn:Process' && root.isExecutable === true,
  );

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
  const parts: Parts = { scopes: {}, nodes: {}, flows: {} };
  assembleScope(process, undefined, parts, complain);
  return Object.freeze({
    key: siblings[id]!,
    id,
    version: version(id),
    name: plain(process.name) || id,
    scopes: record(parts.scopes),
    nodes: record(parts.nodes),
    flows: record(parts.flows),
    decisions,
    siblings,
  });
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
  for (const flow of flows) parts.flows[flow.id!] = assembleFlow(flow, complain);
  for (const element of nodes) {
    const node = assembleNode(
      element,
      {
        scope: container.id!,
        incoming: ids(flows.filter(({ targetRef }) => targetRef === element)),
        outgoing: ids(flows.filter(({ sourceRef }) => sourceRef === element)),
        boundaries: ids(nodes.filter(({ attachedToRef }) => attachedToRef === element)),
      },
      complain,
    );
    if (node) parts.nodes[node.id] = node;
    if (node?.kind === 'subProcess') assembleScope(element, container.id, parts, complain);
  }
  const known = nodes.map(({ id }) => parts.nodes[id!]).filter((node) => node !== undefined);
  parts.scopes[container.id!] = Object.freeze({
    id: container.id!,
    ...(parent === undefined ? {} : { parent }),
    nodes: known.map(({ id }) => id),
    starts: startsOf(known),
  });
}

/** The none start events, or without any the nodes that nothing leads to. */
function startsOf(nodes: readonly FlowNode[]): readonly string[] {
  const events = nodes.filter(({ kind }) => kind === 'startEvent');
  const begins =
    events.length > 0 ? events : nodes.filter(({ incoming, host }) => incoming.length === 0 && host === undefined);
  return begins.map(({ id }) => id);
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

const ids = (elements: readonly ModdleElement[]): readonly string[] => elements.map(({ id }) => id!);

/** A record by id that inherits nothing: an element may be called `constructor`. */
export const record = <T>(items: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.freeze(Object.assign(Object.create(null) as Record<string, T>, items));
