import { elements } from '../elements/registry.ts';
import { type StateConfig, type TransitionConfig, target } from '../elements/shared/fragments.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';
import type { ChartConfig } from './chart.ts';

/**
 * The statechart of one scope: a state for each flow node, made by the node's element, and `@`, where tokens begin: at a
 * start of the scope, or at a boundary event that does not interrupt.
 */
export function chartConfig(procedure: Procedure, scope: string): ChartConfig {
  const { nodes, starts } = procedure.scopes[scope]!;
  const begins = [...starts, ...nodes.filter((id) => procedure.nodes[id]?.interrupting === false)];
  return {
    id: scope,
    initial: '@',
    states: {
      '@': {
        on: Object.fromEntries(begins.map((id): [string, TransitionConfig] => [`start:${id}`, { target: target(id) }])),
      },
      ...fragments(procedure, nodes),
    },
  };
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
