import type { EventTrigger, FlowNode } from '../model/procedure.ts';
import type { Variables } from '../model/variables.ts';
import { cancelTransaction, compensate } from './compensation.ts';
import { startEventSubProcess } from './event-sub-processes.ts';
import { raise } from './incidents.ts';
import { receiveSignal } from './occurring.ts';
import { catcherOf, elementAt, gathered } from './rising.ts';
import { isAt, nodeId, nodeIn, nodeOf, procedureOf, type Run } from './run.ts';
import { terminateScope } from './scopes.ts';
import { correlationKey, subscribeEvent, triggersOf } from './subscriptions.ts';
import { move, spawn } from './tokens.ts';

/** The event a token or scope waited for has come: it goes on, or what the event leads to starts. `again`: the event may come once more. */
export function trigger(run: Run, id: number, element: string, again: boolean, variables: Variables): void {
  if (run.scopes.has(id)) {
    const node = procedureOf(run, run.world, id).nodes[element]!;
    startEventSubProcess(run, id, element, variables);
    if (node.parallel && !node.interrupting) subscribeEvent(run, { s: id }, node);
    return;
  }
  const token = run.tokens.get(id)!;
  const node = procedureOf(run, run.world, token.s).nodes[element]!;
  run.queue.push(['complete', reached(run, id, node, again), variables]);
}

/** The token that goes on from the event. */
function reached(run: Run, id: number, node: FlowNode, again: boolean): number {
  const token = run.tokens.get(id)!;
  if (node.host !== undefined && !node.interrupting) {
    if (node.parallel) subscribeEvent(run, { t: id }, node);
    return spawn(run, token.s, node.id);
  }
  if (node.host !== undefined || nodeId(token.n) !== node.id) move(run, id, `trigger:${node.id}`);
  else if (node.kind === 'receiveTask') move(run, id, 'done');
  else if (again) {
    // A cycle at a catch event sends a token of its own each time but the last.
    const other = ++run.n;
    run.tokens.set(other, { i: other, s: token.s, n: token.n });
    return other;
  }
  return id;
}

/** What a throwing event throws, in an order in which each has its turn: what ends the scope comes last. */
const thrownBy = (node: FlowNode): readonly EventTrigger[] =>
  [...triggersOf(node)].sort((a, b) => Number(ends(a)) - Number(ends(b)));
const ends = ({ error, cancel, terminate }: EventTrigger): boolean => Boolean(error ?? cancel ?? terminate);

/** The token throws the `at`-th of what its event throws, and goes on after the last if it is still there. */
export function throwNext(run: Run, id: number, at: number): void {
  const node = nodeOf(run, run.world, run.tokens.get(id)!);
  const thrown = thrownBy(node)[at];
  if (!thrown) run.queue.push(['complete', id, {}]);
  // Who receives a message or signal should not depend on the order of drawing: it is sent when all else is at rest.
  else if (thrown.message || thrown.signal) run.queue.push(['send', id, at]);
  else if (thrown.error) throwError(run, id, thrown.error.code ?? '', {});
  else if (thrown.cancel) cancelTransaction(run, id);
  else if (thrown.terminate) terminateScope(run, run.tokens.get(id)!.s);
  else if (thrown.compensation) compensate(run, id, thrown.compensation, ['throw', id, at + 1]);
  else {
    if (thrown.escalation) escalate(run, id, thrown.escalation.code ?? '', run.tokens.get(id)!.v ?? {});
    if (run.tokens.has(id)) run.queue.push(['throw', id, at + 1]);
  }
}

/** Everything is at rest: the message or signal is thrown, receivers react, and the thrower goes on if it is still there. */
export function send(run: Run, id: number, at: number): void {
  broadcast(run, id, thrownBy(nodeOf(run, run.world, run.tokens.get(id)!))[at]!);
  run.queue.push(['throw', id, at + 1]);
}

/** A signal reaches the instance at once and the rest of the town by effect; a message goes to whoever waits for it. */
export function broadcast(run: Run, id: number, { message, signal }: EventTrigger): void {
  const node = nodeOf(run, run.world, run.tokens.get(id)!);
  const variables = run.tokens.get(id)!.v ?? {};
  if (message) {
    const correlation = correlationKey(run, id, message, `${node.id} to throw a message`);
    run.events.push({ type: 'message.thrown', element: node.id, name: message.name, key: correlation });
    const key = String(++run.n);
    run.sends.push({ type: 'message', name: message.name, correlationKey: correlation, variables, key });
  }
  if (signal) {
    run.events.push({ type: 'signal.thrown', element: node.id, name: signal.name });
    run.sends.push({ type: 'signal', name: signal.name, variables, key: String(++run.n) });
    receiveSignal(run, signal.name, variables);
  }
}

/**
 * An error rises from a token to the nearest event for it. Nobody there: an incident that names the code; when it is
 * resolved the job is offered again, or the error is thrown again.
 */
export function throwError(run: Run, id: number, code: string, variables: Variables): void {
  const thrower = run.tokens.get(id)!;
  const element = elementAt(run, id);
  const caught = catcherOf(run, id, 'error', code);
  if (caught) {
    run.events.push({ type: 'error.thrown', element, code, caught: caught.event.id });
    trigger(run, caught.at, caught.event.id, false, variables);
    return;
  }
  run.events.push({ type: 'error.thrown', element, code });
  const node = nodeIn(procedureOf(run, run.world, thrower.s), thrower);
  const job = node.job && isAt(thrower, 'on');
  if (job) move(run, id, 'fail');
  const message = `Expected a boundary event for error “${code}” of ${element} but there is none`;
  raise(
    run,
    element,
    'uncaught-error',
    message,
    job ? { job: thrower.a! } : { op: ['error', id, { code, variables }] },
  );
}

/** An escalation rises like an error but ends nothing by itself; nobody there: it is recorded, and the work goes on. */
export function escalate(run: Run, id: number, code: string, variables: Variables): void {
  const element = elementAt(run, id);
  const caught = catcherOf(run, id, 'escalation', code);
  run.events.push({ type: 'escalation.thrown', element, code, ...(caught ? { caught: caught.event.id } : {}) });
  if (!caught || (caught.event.parallel && !gathered(run, caught, code))) return;
  trigger(run, caught.at, caught.event.id, false, variables);
}
