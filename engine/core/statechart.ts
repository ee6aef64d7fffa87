import { elements } from '../elements/registry.ts';
import { action, type StateConfig, type TransitionConfig, target } from '../elements/shared/fragments.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';
import { type ChartConfig, START } from './chart.ts';

/**
 * The statechart of one scope: a state for each flow node, made by the node's element, and `@`, where tokens begin.
 */
export function chartConfig(procedure: Procedure, scope: string): ChartConfig {
  const { nodes } = procedure.scopes[scope]!;
  const states = fragments(procedure, nodes);
  return { id: scope, initial: START, states: { [START]: { on: begins(states) }, ...states } };
}

/** Stages in which a token may stand at a node, as its state ends: `~on`; of an element without a life of its own the empty one. */
export function stagesOf(procedure: Procedure, node: FlowNode): readonly string[] {
  const { states } = fragment(procedure, node);
  return states ? Object.keys(states).map((stage) => `~${stage}`) : [''];
}

/** The statechart of a loop: one activity that leads nowhere, and nothing is attached to a single instance. */
export function loopConfig(procedure: Procedure, id: string): ChartConfig {
  const { startQuantity: _, ...node } = procedure.nodes[id]!;
  const states = { [id]: fragment(procedure, { ...node, outgoing: [], boundaries: [] }) };
  return { id, initial: START, states: { [START]: { on: begins(states) }, ...states } };
}

/**
 * Where tokens may begin: at a start, a boundary event that does not interrupt, a handler …; beyond an event that has
 * happened already; or in a container that is done and is compensated.
 */
function begins(states: Readonly<Record<string, StateConfig>>): Record<string, TransitionConfig> {
  const on: Record<string, TransitionConfig> = {};
  for (const [id, state] of Object.entries(states)) {
    on[`start:${id}`] = { target: target(id) };
    if (state.states?.done) on[`happened:${id}`] = { target: target(id, 'done'), actions: [action('enter', id)] };
    if (state.states?.undoing) on[`undo:${id}`] = { target: target(id, 'undoing'), actions: [action('enter', id)] };
  }
  return on;
}

/**
 * The statechart of a scope (default: the process) as XState JSON for viewers. `@` is hidden: it begins at the first
 * start, and events that begin elsewhere have no arrow.
 */
export function toStatechart(procedure: Procedure, scope: string = procedure.id): ChartConfig {
  const definition = procedure.scopes[scope];
  const [first] = definition?.starts ?? [];
  if (!definition || first === undefined)
    throw new Error(`Expected ${procedure.key} to have a scope ${scope} with a start but it has not`);
  return { id: scope, initial: first, states: fragments(procedure, definition.nodes) };
}

const fragments = (procedure: Procedure, ids: readonly string[]): Record<string, StateConfig> =>
  Object.fromEntries(ids.map((id) => [id, fragment(procedure, procedure.nodes[id]!)]));

const fragment = (procedure: Procedure, node: FlowNode): StateConfig => ({
  ...elements[node.kind].states(node, procedure),
  ...(node.name ? { description: node.name } : {}),
  meta: { kind: node.kind },
});
