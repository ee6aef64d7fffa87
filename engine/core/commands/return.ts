import type { Command } from '../../model/command.ts';
import type { FlowNode, Procedure } from '../../model/procedure.ts';
import { remove } from '../leaving.ts';
import { reachOf } from '../reach.ts';
import { procedureOf, type Run } from '../run.ts';
import { admitted, heldBy, openTask, undelegated } from './open-task.ts';
import { refuse } from './refuse.ts';

/**
 * Ends the task undone and sets the work back to an activity before it in the same scope. The state keeps no path, so any
 * activity counts as before from which the task can be reached; what else goes on in the scope goes on.
 */
export function giveBack(run: Run, { task, user, to, reason }: Extract<Command, { type: 'task.return' }>): void {
  const open = openTask(run, task);
  const { token, node } = open;
  undelegated(open, task);
  heldBy(open, task, user, 'return');
  admitted(open, task, user);
  const scope = run.scopes.get(token.s)!;
  if (scope.l)
    refuse('conflict', `Expected task ${task} to be returned by itself but it is one of several of ${node.id}`, OTHERS);
  const earlier = earlierThan(procedureOf(run, run.world, token.s), node);
  if (!earlier.includes(to))
    refuse(
      'invalid',
      `Expected task ${task} to be returned to one of ${earlier.join(', ') || 'no activity'} but it was ${to}`,
    );
  run.events.push({ type: 'task.returned', element: node.id, task, user, to, reason });
  remove(run, token.i);
  run.queue.push(['start', token.s, to]);
}

const OTHERS = ['task.release', 'task.transfer', 'task.delegate', 'task.complete'];

/** Activities of the task's scope from which a token can come to it, in document order. */
export function earlierThan(procedure: Procedure, node: FlowNode): readonly string[] {
  const before = new Set(node.incoming.flatMap((flow) => [...reachOf(procedure, flow)]));
  const { nodes } = procedure.scopes[node.scope]!;
  return nodes.filter((id) => before.has(id) && isActivity(procedure.nodes[id]!));
}

const isActivity = ({ kind, forCompensation }: FlowNode): boolean =>
  /([tT]ask|[sS]ubProcess|^transaction|^callActivity)$/.test(kind) && kind !== 'eventSubProcess' && !forCompensation;
