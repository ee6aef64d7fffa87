import { procedureOf, type Run } from '../../core/run.ts';
import { readInputs } from '../../core/variables.ts';
import type { TokenState } from '../../model/instance.ts';
import type { FlowNode } from '../../model/procedure.ts';

/**
 * An activity reads its inputs and attaches its boundary events. Its work begins in an operation of its own, after
 * everything attached has had its say.
 */
export function arriveAtActivity(run: Run, token: TokenState, node: FlowNode): void {
  readInputs(run, token.i, node.inputs);
  const { nodes } = procedureOf(run, run.world, token.s);
  for (const boundary of node.boundaries) run.behaviour.subscribe(run, token, nodes[boundary]!);
  run.queue.push(['go', token.i]);
}
