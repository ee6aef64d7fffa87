import type { Variables } from '../model/variables.ts';
import { clearScope, silence } from './leaving.ts';
import { procedureOf, type Run } from './run.ts';
import { move, spawn } from './tokens.ts';

/**
 * The event of an event sub-process has come while its scope is open. An interrupting one ends everything in the scope and
 * stops listening to all others; the sub-process is a token in the scope like any other.
 */
export function startEventSubProcess(run: Run, scope: number, start: string, variables: Variables): void {
  const { nodes } = procedureOf(run, run.world, scope);
  const event = nodes[start]!;
  if (event.interrupting) {
    clearScope(run, scope);
    silence(run, scope);
  }
  const token = spawn(run, scope, event.scope);
  move(run, token, 'go');
  run.queue.push(['complete', spawn(run, run.tokens.get(token)!.a!, start), variables]);
}
