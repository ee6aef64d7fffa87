import { EvaluationError } from '../model/expression.ts';
import type { ScopeState, TokenState } from '../model/instance.ts';
import type { FlowNode } from '../model/procedure.ts';
import { ordered } from './json.ts';
import { clearScope } from './leaving.ts';
import { change, nodeOf, procedureOf, type Run } from './run.ts';
import { spawn } from './tokens.ts';
import { evaluate, isTrue } from './variables.ts';

/**
 * An ad-hoc sub-process: its activities begin by themselves, all at once or one after another, and by command as often as
 * somebody wants, until its completion condition holds or (without one) nothing is left to do.
 */
export function openAdHoc(run: Run, token: TokenState, node: FlowNode): void {
  const id = token.a!;
  const { ordering, active } = node.adHoc!;
  const { starts, nodes } = procedureOf(run, run.world, token.s).scopes[node.id]!;
  const chosen = active ? evaluate(run, active, token.i) : starts;
  if (!Array.isArray(chosen) || !chosen.every((one) => typeof one === 'string' && nodes.includes(one))) {
    const message = `Expected a list of activities inside ${node.id} but “${active?.source}” gave something else`;
    throw new EvaluationError(active?.source ?? '', message);
  }
  const { data, listeners } = procedureOf(run, run.world, token.s).scopes[node.id]!;
  const v = ordered(Object.fromEntries(data.map((name) => [name, null])));
  run.scopes.set(id, { i: id, d: node.id, t: token.i, v, h: ordering === 'sequential' ? chosen : [] });
  for (const event of listeners) run.queue.push(['listen', id, event]);
  if (ordering === 'parallel') for (const one of chosen) run.queue.push(['start', id, one]);
  run.queue.push(['close', id]);
}

/** An activity is to begin (once more): now, or when its turn comes. */
export function activateInside(run: Run, scope: ScopeState, element: string): void {
  if (adHocOf(run, scope)!.adHoc!.ordering === 'parallel') run.queue.push(['start', scope.i, element]);
  else {
    change(run.scopes, scope.i, { h: [...(scope.h ?? []), element] });
    run.queue.push(['close', scope.i]);
  }
}

/** Something inside is done: perhaps that was all. */
export function progress(run: Run, id: number): void {
  const scope = run.scopes.get(id);
  const adHoc = scope && adHocOf(run, scope)?.adHoc;
  if (!scope || !adHoc || scope.o || !adHoc.completion || !isTrue(run, adHoc.completion, id)) return;
  change(run.scopes, id, { h: [], o: true });
  if (adHoc.cancelRemaining) clearScope(run, id);
  run.queue.push(['close', id]);
}

/** Nothing stands in the scope. An ad-hoc one begins what is still to come, or stays open until its condition holds. */
export function waitsForMore(run: Run, scope: ScopeState): boolean {
  if (scope.h === undefined) return false;
  const [next, ...later] = scope.h;
  if (next !== undefined) {
    change(run.scopes, scope.i, { h: later });
    spawn(run, scope.i, next);
    return true;
  }
  return adHocOf(run, scope)?.adHoc?.completion !== undefined && !scope.o;
}

export function adHocOf(run: Run, { t }: ScopeState): FlowNode | undefined {
  const token = t === undefined ? undefined : run.tokens.get(t);
  const node = token && nodeOf(run, run.world, token);
  return node?.kind === 'adHocSubProcess' ? node : undefined;
}
