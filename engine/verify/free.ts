import type { Decision, Expression } from '../model/expression.ts';
import type { FlowNode, Procedure, SequenceFlow } from '../model/procedure.ts';
import type { Json } from '../model/variables.ts';
import type { Oracle } from './oracle.ts';

/**
 * A procedure freed from its data: conditions come out either way, times are some time, people and keys somebody and
 * something. What is left is the drawing, and the step runs it as it runs the procedure itself.
 */
export function freed(procedure: Procedure, oracle: Oracle): Procedure {
  const flows = map(procedure.flows, (flow) => freeFlow(procedure, flow, oracle));
  const nodes = map(procedure.nodes, (node) => freeNode(procedure, node, oracle));
  const named = Object.values(procedure.nodes).flatMap(({ decision }) => (decision ? [decision.id] : []));
  const decisions = Object.assign(
    Object.create(null) as Record<string, Decision>,
    Object.fromEntries(named.map((id) => [id, decided(id)])),
  );
  return { ...procedure, flows, nodes, decisions };
}

const map = <T>(items: Readonly<Record<string, T>>, change: (item: T) => T): Readonly<Record<string, T>> => {
  const changed = Object.create(null) as Record<string, T>;
  for (const [id, item] of Object.entries(items)) changed[id] = change(item);
  return changed;
};

const expression = (source: string, evaluate: () => Json): Expression => ({ source, reads: [], evaluate });
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
  const last = !leftOver && at === asked.length - 1;
  return { ...flow, condition: expression(flow.condition.source, () => oracle.holds(source.id, at, last)) };
}

const SOMEBODY = constant('somebody');
const SOMETHING = constant('something');
const TIMES = {
  date: constant('2000-01-03T09:00:00+08:00'),
  duration: constant('P1D'),
  cycle: constant('R2/P1D'),
} as const;

function freeNode({ nodes }: Procedure, node: FlowNode, oracle: Oracle): FlowNode {
  const { task, timer, message, script, call, ...rest } = node;
  const opaque = call || (node.host !== undefined && nodes[node.host]?.call);
  return {
    ...(free(rest, oracle) as Omit<FlowNode, 'task' | 'timer' | 'message' | 'script' | 'call'>),
    inputs: [],
    outputs: [],
    ...(task ? { task: { assignee: SOMEBODY } } : {}),
    ...(timer ? { timer: { kind: timer.kind, expression: TIMES[timer.kind] } } : {}),
    ...(message ? { message: { ...message, key: SOMETHING } } : {}),
    ...(script ? { script: { ...script, expression: constant(null) } } : {}),
    // A called procedure is checked by itself; from here it is work that ends, or ends with an error.
    ...(opaque && call ? { kind: 'serviceTask', job: { type: call.process, retries: 1, headers: {} } } : {}),
  };
}

/** Whatever else an element asks of its data is a yes or a no. */
function free(value: unknown, oracle: Oracle): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => free(item, oracle));
  if ('evaluate' in value && 'source' in value) return expression(String(value.source), () => oracle.pick(2) === 1);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, free(item, oracle)]));
}
