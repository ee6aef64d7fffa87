import { is, type ModdleElement } from '../moddle.ts';
import { called, containersOf, entering, hasTrigger, leaving, nodesIn } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A way round that no step waits on would run for ever in one go. */
export const cycle: Rule = {
  name: 'cycle',
  check({ definitions, report }) {
    for (const container of containersOf(definitions)) {
      const restless = nodesIn(container).filter((node) => !waits(node));
      for (const round of rounds(restless)) {
        const [first] = round;
        if (!first) continue;
        report(first, {
          property: 'flow',
          message: `${round.map(called).join('、')}绕成一圈，中间没有任何要等的步骤，流程会一直空转。`,
          remedy: '在圈里加一个任务或定时',
        });
      }
    }
  },
};

const WAITING = [
  'bpmn:UserTask',
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:ReceiveTask',
  'bpmn:IntermediateCatchEvent',
  'bpmn:CallActivity',
];

/** Whether a token rests at a node: at a task for a person or a worker, at an event, or somewhere inside. */
const waits = (node: ModdleElement): boolean =>
  (WAITING.some((type) => is(node, type)) && !hasTrigger(node, 'Link')) ||
  (is(node, 'bpmn:SubProcess') && nodesIn(node).some(waits));

type Graph = ReadonlyMap<ModdleElement, readonly ModdleElement[]>;

/** Groups of nodes that reach each other (Kosaraju): nodes in the order they are finished, then against the arrows. */
function rounds(nodes: readonly ModdleElement[]): readonly (readonly ModdleElement[])[] {
  const among = new Set(nodes);
  const ends = (flows: readonly ModdleElement[], end: 'sourceRef' | 'targetRef') =>
    flows.map((flow): ModdleElement => flow[end]).filter((one) => among.has(one));
  const onward: Graph = new Map(nodes.map((node) => [node, ends(leaving(node), 'targetRef')]));
  const back: Graph = new Map(nodes.map((node) => [node, ends(entering(node), 'sourceRef')]));
  const visited = new Set<ModdleElement>();
  const finished = nodes.flatMap((node) => walk(node, onward, visited));
  const placed = new Set<ModdleElement>();
  return finished
    .reverse()
    .map((node) => new Set(walk(node, back, placed)))
    .filter((group) => group.size > 1 || [...group].some((node) => onward.get(node)?.includes(node)))
    .map((group) => nodes.filter((node) => group.has(node)))
    .sort((a, b) => nodes.indexOf(a[0]!) - nodes.indexOf(b[0]!));
}

/** Nodes newly reached from one, each after all that it leads to; without recursion, as a drawing may be long. */
function walk(from: ModdleElement, graph: Graph, visited: Set<ModdleElement>): ModdleElement[] {
  const finished: ModdleElement[] = [];
  const todo: { readonly node: ModdleElement; readonly left: ModdleElement[] }[] = [];
  const visit = (node: ModdleElement) => {
    if (visited.has(node)) return;
    visited.add(node);
    todo.push({ node, left: [...(graph.get(node) ?? [])] });
  };
  visit(from);
  for (let top = todo.at(-1); top; top = todo.at(-1)) {
    const next = top.left.shift();
    if (next) visit(next);
    else finished.push((todo.pop() ?? top).node);
  }
  return finished;
}
