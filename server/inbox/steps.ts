import type { FlowNode, Procedure } from '../../engine/model/procedure.ts';
import type { ServerDeps } from '../deps.ts';
import type { TaskDetail } from './contract.ts';
import { doneElements, type TaskRow } from './queries.ts';

/** What a token passes without leaving a trace outside: what was sent or printed cannot be taken back by going back. */
const harmless = /Gateway$|^throwEvent$|^task$|^manualTask$|^scriptTask$|^businessRuleTask$/;

/**
 * Steps that the work can be returned to: done before in this instance, in the same scope, and nothing left the house
 * between them and the task. None for one of several signatures of a step, nor where the step says `return: no`.
 */
export async function earlierSteps(
  { engine, database }: Pick<ServerDeps, 'engine' | 'database'>,
  town: number,
  task: TaskRow,
): Promise<TaskDetail['earlier']> {
  const procedure = await engine.procedure(town, task.procedure_key);
  const node = procedure?.nodes[task.element_id];
  if (!procedure || !node || node.loop || node.properties.return === 'no') return [];
  const before = stepsBefore(procedure, node);
  if (before.length === 0) return [];
  const done = await doneElements(database, town, task);
  return before.filter(({ id }) => done.has(id)).map(({ id, name }) => ({ element: id, name }));
}

/** The nearest user tasks of the scope first, against the flows, through what leaves no trace. */
export function stepsBefore({ nodes, flows }: Procedure, from: FlowNode): FlowNode[] {
  const seen = new Set([from.id]);
  const found: FlowNode[] = [];
  for (let ring = [from]; ring.length > 0; ) {
    ring = ring
      .flatMap(({ incoming }) => incoming.map((flow) => nodes[flows[flow]!.source]!))
      .filter((node) => !seen.has(node.id) && seen.add(node.id) && (node.task || harmless.test(node.kind)));
    found.push(...ring.filter(({ task, loop }) => task && !loop));
  }
  return found;
}
