import type { MigrationDraft, MigrationLine } from '../model/operation.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';

/**
 * A first plan from one version to another, to be edited by a person: an element goes to the one with the same id, kind
 * and scope, else to the only one with the same name and kind in the same scope. Containers come before what is in them,
 * activities before what is attached to them. Never throws: what has no counterpart is a line without `to`.
 */
export function planMigration(from: Procedure, to: Procedure): MigrationDraft {
  const elements = new Map<string, string>();
  const lines = new Map<string, MigrationLine>();
  const scopeOf = (id: string): string | undefined => (id === from.id ? to.id : elements.get(id));
  const taken = new Set(Object.keys(from.nodes).filter((id) => twin(from, to, id)));
  for (const node of outermostFirst(from)) {
    const scope = scopeOf(node.scope);
    const host = node.host === undefined ? undefined : elements.get(node.host);
    const fits = (other: FlowNode): boolean => other.kind === node.kind && other.scope === scope && other.host === host;
    const same = to.nodes[node.id];
    const named = same && fits(same) ? undefined : namesake(from, to, node, fits, taken);
    const found = same && fits(same) ? same : named;
    if (found) {
      elements.set(node.id, found.id);
      taken.add(found.id);
    }
    const because = !found ? whyNot(node, same) : found === same ? 'same' : 'renamed';
    lines.set(node.id, { element: node.id, name: node.name, kind: node.kind, to: found?.id, because });
  }
  const flows = flowsOf(from, to, elements);
  const plan = { from: from.key, to: to.key, elements: Object.fromEntries(elements) };
  return {
    plan: Object.keys(flows).length > 0 ? { ...plan, flows } : plan,
    lines: Object.keys(from.nodes).map((id) => lines.get(id)!),
  };
}

/** Whether both versions have the element, of the same kind. */
const twin = (from: Procedure, to: Procedure, id: string): boolean => to.nodes[id]?.kind === from.nodes[id]!.kind;

/** The one element with this name where it should be, if the name is borne by one on either side. An event on an activity may do without a name. */
function namesake(
  from: Procedure,
  to: Procedure,
  node: FlowNode,
  fits: (other: FlowNode) => boolean,
  taken: ReadonlySet<string>,
): FlowNode | undefined {
  if (node.name === '' && node.host === undefined) return undefined;
  const alike = Object.values(from.nodes).filter(
    ({ id, name, kind, scope, host }) =>
      name === node.name && kind === node.kind && scope === node.scope && host === node.host && !twin(from, to, id),
  );
  const found = Object.values(to.nodes).filter(
    (other) => other.name === node.name && fits(other) && !taken.has(other.id),
  );
  return alike.length === 1 && found.length === 1 ? found[0] : undefined;
}

function whyNot(node: FlowNode, same: FlowNode | undefined): MigrationLine['because'] {
  if (!same) return 'gone';
  return same.kind === node.kind ? 'other-scope' : 'other-kind';
}

/** A flow that has another id now, or leads elsewhere, goes to the only one between the same elements. */
function flowsOf(from: Procedure, to: Procedure, elements: ReadonlyMap<string, string>): Record<string, string> {
  const flows: Record<string, string> = {};
  for (const { id, source, target } of Object.values(from.flows)) {
    const [start, end] = [elements.get(source), elements.get(target)];
    const same = to.flows[id];
    if (end === undefined || (same?.source === start && same?.target === end)) continue;
    const between = Object.values(to.flows).filter((flow) => flow.source === start && flow.target === end);
    if (between.length === 1) flows[id] = between[0]!.id;
  }
  return flows;
}

/** Elements of the procedure, containers before their content, hosts before their boundary events. */
function outermostFirst({ scopes, nodes, id }: Procedure): readonly FlowNode[] {
  const inside = (scope: string): readonly FlowNode[] => {
    const own = scopes[scope]!.nodes.map((one) => nodes[one]!);
    const attached = own.filter(({ host }) => host !== undefined);
    const standing = own.filter(({ host }) => host === undefined);
    return [
      ...standing,
      ...attached,
      ...own.flatMap((one) => (scopes[one.id]?.parent === scope ? inside(one.id) : [])),
    ];
  };
  return inside(id);
}
