import type { Command } from '../../model/command.ts';
import type { ScopeState, TokenState } from '../../model/instance.ts';
import type { Modification } from '../../model/operation.ts';
import type { FlowNode } from '../../model/procedure.ts';
import type { Variables } from '../../model/variables.ts';
import { activateInside, adHocOf } from '../ad-hoc.ts';
import { remove } from '../leaving.ts';
import { nodeId, procedureOf, type Run } from '../run.ts';
import { set } from '../variables.ts';
import { admit, refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;
type Change<Do extends Modification['do']> = Extract<Modification, { do: Do }>;

/** Cancels, adds and moves tokens in order; one change that cannot be made refuses them all. */
export function modify(run: Run, { reason, changes }: Of<'modify'>): void {
  if (changes.length === 0) refuse('invalid', 'Expected at least one change but there is none');
  run.events.push({ type: 'modified', reason, changes });
  for (const change of changes) {
    if (change.do === 'cancel') cancel(run, change);
    else if (change.do === 'add') add(run, change);
    else move(run, change);
  }
}

/** The scope may be complete without the token; of a loop the next instance begins, or it is done. */
function cancel(run: Run, { token: id }: Change<'cancel'>): void {
  const { s } = find(run, id);
  remove(run, id);
  run.queue.push(['close', s]);
}

function add(run: Run, { scope: id, element, variables }: Change<'add'>): void {
  const scope = run.scopes.get(id);
  if (!scope) refuse('not-found', `Expected scope ${id} to be open but it is not`, takes(run));
  place(run, scope, element, variables);
}

function move(run: Run, { token: id, to, variables }: Change<'move'>): void {
  const token = find(run, id);
  const scope = run.scopes.get(token.s)!;
  if (scope.l)
    refuse('conflict', `Expected ${nodeId(token.n)} to be moved as a whole but ${id} is one of its instances`);
  // The place is looked at first: what hangs on the token must not make the scope look empty.
  place(run, scope, to, variables);
  remove(run, id);
}

function find(run: Run, id: number): TokenState {
  return run.tokens.get(id) ?? refuse('not-found', `Expected token ${id} to stand somewhere but there is none`);
}

/** Puts a token before an element of the scope. */
function place(run: Run, scope: ScopeState, element: string, variables: Variables | undefined): void {
  const { nodes, scopes } = procedureOf(run, run.world, scope.i);
  if (scope.l)
    refuse('conflict', `Expected the instances of ${scope.d} to be given by its loop but one was to be added`);
  if (scope.r) refuse('conflict', `Expected ${scope.d} to be open but what was done in it is being compensated`);
  if (scope.o) refuse('conflict', `Expected ${scope.d} to take ${element} but it is over`);
  const inside = scopes[scope.d]!.nodes;
  if (!inside.includes(element))
    refuse('invalid', `Expected ${element} to be one of ${inside.join(', ')} inside ${scope.d} but it is not`);
  const why = unplaceable(nodes[element]!);
  if (why) refuse('invalid', `Expected an element of ${scope.d} that a token can come to but ${element} ${why}`);
  for (const [name, value] of Object.entries(admit(variables))) set(run, scope.i, name, value);
  if (adHocOf(run, scope)) activateInside(run, run.scopes.get(scope.i)!, element);
  else run.queue.push(['start', scope.i, element]);
}

/** Why no token can be put before an element; where its work can be begun instead is the element behind it. */
function unplaceable({ kind, host, forCompensation }: FlowNode): string | undefined {
  if (host !== undefined) return 'is a boundary event and comes by its activity';
  if (kind === 'eventSubProcess') return 'begins by its own event';
  if (kind !== 'startEvent' && /StartEvent$/.test(kind)) return 'begins by its own event';
  if (forCompensation) return 'only compensates another';
  if (kind === 'complexGateway') return 'counts the flows by which tokens come';
  return undefined;
}
