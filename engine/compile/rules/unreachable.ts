import { is, type ModdleElement } from '../moddle.ts';
import { called, containersOf, entering, hasTrigger, isBesideFlow, leaving, nodesIn } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Every step can be reached from the start of its process or sub-process, by flows, links, events or a compensation. */
export const unreachable: Rule = {
  name: 'unreachable',
  check({ definitions, report }) {
    for (const container of containersOf(definitions)) {
      const nodes = nodesIn(container);
      if (is(container, 'bpmn:AdHocSubProcess')) continue;
      const reached = reachable(nodes);
      if (reached.size === 0) continue;
      for (const node of nodes.filter((one) => !reached.has(one))) {
        report(node, { property: 'flow', message: `${called(node)}永远走不到：没有路通向它。`, remedy: '连上前一步' });
      }
    }
  },
};

function reachable(nodes: readonly ModdleElement[]): ReadonlySet<ModdleElement> {
  const events = nodes.filter((node) => is(node, 'bpmn:StartEvent'));
  const begins = nodes.filter((node) => !is(node, 'bpmn:BoundaryEvent') && entering(node).length === 0);
  const beside = nodes.filter((node) => isBesideFlow(node) || isTarget(node) || node.instantiate === true);
  const attached = Map.groupBy(nodes, (node) => node.attachedToRef as ModdleElement | undefined);
  const reached = new Set<ModdleElement>();
  const todo = [...(events.length > 0 ? events : begins), ...beside];
  for (let node = todo.pop(); node; node = todo.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    const next = leaving(node).map((flow): ModdleElement | undefined => flow.targetRef);
    todo.push(...[...next, ...(attached.get(node) ?? [])].filter((one) => one !== undefined));
  }
  return reached;
}

/** Where a link leads to; whether a link leads there is a rule of its own. */
const isTarget = (node: ModdleElement): boolean => is(node, 'bpmn:CatchEvent') && hasTrigger(node, 'Link');
