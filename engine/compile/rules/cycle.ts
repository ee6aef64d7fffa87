import { is, type ModdleElement } from '../moddle.ts';
import { called, containersOf, leaving, nodesIn } from './drawn.ts';
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
  WAITING.some((type) => is(node, type)) || (is(node, 'bpmn:SubProcess') && nodesIn(node).some(waits));

/** Groups of nodes that reach each other. */
function rounds(nodes: readonly ModdleElement[]): readonly (readonly ModdleElement[])[] {
  const reach = new Map(nodes.map((node) => [node, reachedFrom(node, nodes)]));
  const found: ModdleElement[][] = [];
  const placed = new Set<ModdleElement>();
  for (const node of nodes) {
    if (placed.has(node) || !reach.get(node)?.has(node)) continue;
    const round = nodes.filter((other) => reach.get(node)?.has(other) && reach.get(other)?.has(node));
    for (const one of round) placed.add(one);
    found.push(round);
  }
  return found;
}

function reachedFrom(node: ModdleElement, among: readonly ModdleElement[]): ReadonlySet<ModdleElement> {
  const reached = new Set<ModdleElement>();
  const todo = [node];
  for (let next = todo.pop(); next; next = todo.pop()) {
    for (const { targetRef } of leaving(next)) {
      if (reached.has(targetRef) || !among.includes(targetRef)) continue;
      reached.add(targetRef);
      todo.push(targetRef);
    }
  }
  return reached;
}
