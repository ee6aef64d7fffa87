import type { Decision, Expression } from '../model/expression.ts';
import type { FlowNode, Procedure, SequenceFlow, TimerDefinition } from '../model/procedure.ts';
import type { Json, Variables } from '../model/variables.ts';
import type { Oracle } from './oracle.ts';

/**
 * A procedure freed from its data: conditions come out either way, times are some time, people and keys somebody and
 * something, lists have none, one or two items. What is left is the drawing, and the step runs it as it runs the
 * procedure itself.
 */
export function freed(procedure: Procedure, oracle: Oracle): Procedure {
  const flows = map(procedure.flows, (flow) => freeFlow(procedure, flow, oracle));
  const nodes = map(procedure.nodes, (node) => freeNode(procedure, node, oracle));
  const decisions = Object.create(null) as Record<string, Decision>;
  for (const { decision } of Object.values(nodes)) if (decision) decisions[decision.id] = decided(decision.id);
  return { ...procedure, flows, nodes, decisions };
}

const map = <T>(items: Readonly<Record<string, T>>, change: (item: T) => T): Readonly<Record<string, T>> => {
  const changed = Object.create(null) as Record<string, T>;
  for (const [id, item] of Object.entries(items)) changed[id] = change(item);
  return changed;
};

type Free = (variables: Variables) => Json;

const expression = (source: string, evaluate: Free, reads: readonly string[] = []): Expression => ({
  source,
  reads,
  evaluate,
});
const constant = (value: Json): Expression => expression(String(value), () => value);

const decided = (id: string): Decision => ({
  id,
  name: id,
  reads: [],
  evaluate: () => ({ decision: id, inputs: null, matched: [], output: null }),
});

/** A condition by its place among those of its choice, which has to come out somewhere when nothing is left over. */
function freeFlow({ nodes, flows }: Procedure, flow: SequenceFlow, oracle: Oracle): SequenceFlow {
  if (!flow.condition) return flow;
  const source = nodes[flow.source]!;
  const asked = source.outgoing.filter((id) => id !== source.default && flows[id]?.condition);
  const leftOver = source.outgoing.length > asked.length;
  const at = asked.indexOf(flow.id);
  // While it resets, a complex gateway need not let anything out.
  if (source.kind.startsWith('complex'))
    return { ...flow, condition: expression(flow.condition.source, () => oracle.pick(2) === 1) };
  const last = !leftOver && at === asked.length - 1;
  return { ...flow, condition: expression(flow.condition.source, () => oracle.holds(source.id, at, last)) };
}

const SOMEBODY = constant('somebody');
const TIMES: Readonly<Record<TimerDefinition['kind'], Expression>> = {
  date: constant('2000-01-03T09:00:00+08:00'),
  duration: constant('P1D'),
  cycle: constant('R2/P1D'),
};

function freeNode({ nodes }: Procedure, node: FlowNode, oracle: Oracle): FlowNode {
  const { task, call, ...rest } = node;
  const onCall = node.host !== undefined && nodes[node.host]?.call !== undefined;
  return {
    ...(freeParts(rest, node, oracle) as FlowNode),
    inputs: [],
    outputs: [],
    ...(task ? { task: { assignee: SOMEBODY } } : {}),
    // A called procedure is checked by itself; from here it is work that ends, or ends with an error …
    ...(call ? { kind: 'serviceTask', job: { type: call.process, retries: 1, headers: {} } } : {}),
    // … and an escalation out of it is a message that may come.
    ...(onCall && node.kind.startsWith('escalation')
      ? { kind: 'messageBoundaryEvent', message: { name: node.id, key: constant('something') } }
      : {}),
  };
}

/** Whatever an element asks of its data, by the name under which it is asked; what is not named is a yes or a no. */
function freeParts(value: unknown, node: FlowNode, oracle: Oracle): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => freeParts(item, node, oracle));
  if (isTimer(value)) return { kind: value.kind, expression: TIMES[value.kind] };
  const parts = Object.entries(value).map(([name, part]): [string, unknown] => {
    if (name === 'maximum') return [name, Math.min(Number(part), MOST_ROUNDS)];
    return [name, isExpression(part) ? answer(name, part, node, oracle) : freeParts(part, node, oracle)];
  });
  const freed = Object.fromEntries(parts.filter(([, part]) => part !== undefined));
  return freed.kind === 'standard' ? { maximum: MOST_ROUNDS, ...freed } : freed;
}

/** How often what is done several times is done at most: more shows nothing new. */
const MOST_ROUNDS = 2;

const isExpression = (value: unknown): value is Expression =>
  typeof value === 'object' && value !== null && 'evaluate' in value && 'source' in value;

const isTimer = (value: object): value is TimerDefinition =>
  'kind' in value && 'expression' in value && Object.hasOwn(TIMES, String(value.kind));

function answer(name: string, { source }: Expression, node: FlowNode, oracle: Oracle): Expression | undefined {
  const bodies = () => oracle.pick(MOST_ROUNDS + 1);
  switch (name) {
    case 'key':
      return constant('something');
    case 'expression':
    case 'result':
      return constant(null);
    case 'cardinality':
      return expression(source, bodies);
    case 'collection':
      return expression(source, () => Array.from({ length: bodies() }, (_, at) => at));
    case 'active':
      // Which activities begin is free: those that do not begin by themselves are begun by command.
      return undefined;
    case 'activation':
      return expression(
        source,
        ({ activationCount }) => Number(activationCount) >= node.incoming.length || oracle.pick(2) === 1,
        ['activationCount'],
      );
    default:
      return expression(source, () => oracle.pick(2) === 1);
  }
}
