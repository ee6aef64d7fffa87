import type { IncidentState, SubscriptionState, TokenState } from '../model/instance.ts';
import type { Effect, Wait } from '../model/wait.ts';
import type { World } from '../model/world.ts';
import { unpack } from './assignment.ts';
import { isAt, nodeIn, procedureOf, type Run, type View, works } from './run.ts';

/** The rows that a state implies: tasks and jobs, subscriptions, incidents, each by id. */
export function waitsOf(view: View, world: World): readonly Wait[] {
  const standing = [...view.tokens.values()].map((token) => tokenWait(view, world, token));
  return [
    ...standing.sort((a, b) => (a?.id ?? 0) - (b?.id ?? 0)),
    ...[...view.subs.values()].map((sub) => subscriptionWait(view, sub)),
    ...[...view.incidents.values()].map(incidentWait),
  ].filter((wait) => wait !== undefined);
}

/**
 * The difference between the rows before and after a step: what closed, then what opened or changed. Items that the step
 * did not touch are the same objects in both views and are passed over, unless all rows change (suspended, resumed).
 */
export function difference(before: View, run: Run): readonly Effect[] {
  const { world, consumed } = run;
  const was = new Map<string, Wait>();
  const is = new Map<string, Wait>();
  const all = before.suspended !== run.suspended;
  const viewOf = (side: Map<string, Wait>): View => (side === was ? before : run);
  touched(before.tokens, run.tokens, was, is, all, (token, side) => tokenWait(viewOf(side), world, token));
  touched(before.subs, run.subs, was, is, all, (sub, side) => subscriptionWait(viewOf(side), sub));
  touched(before.incidents, run.incidents, was, is, false, incidentWait);
  const effects: Effect[] = [];
  for (const [key, { kind, id }] of was) {
    if (is.has(key)) continue;
    const own = consumed?.kind === kind && consumed.id === id && !(kind === 'job' && isHeld(run, id));
    effects.push({ type: 'closed', kind, id, how: own ? 'completed' : 'cancelled' });
  }
  for (const [key, wait] of is) {
    const old = was.get(key);
    if (!old) effects.push({ type: 'opened', wait });
    else if (JSON.stringify(old) !== JSON.stringify(wait)) effects.push({ type: 'changed', wait });
  }
  return effects;
}

/** Collects the rows of all items that one side has and the other has not, or has as another object, or of all. */
function touched<T>(
  before: Map<number, T>,
  now: Map<number, T>,
  was: Map<string, Wait>,
  is: Map<string, Wait>,
  all: boolean,
  rowOf: (item: T, side: Map<string, Wait>) => Wait | undefined,
): void {
  const collect = (items: Map<number, T>, others: Map<number, T>, side: Map<string, Wait>): void => {
    for (const [id, item] of items) {
      const row = others.get(id) === item && !all ? undefined : rowOf(item, side);
      if (row) side.set(`${row.kind} ${row.id}`, row);
    }
  };
  collect(before, now, was);
  collect(now, before, is);
}

/** Whether an incident holds the job, which then closes without being done. */
const isHeld = (run: Run, job: number): boolean => [...run.incidents.values()].some((incident) => incident.job === job);

/** A task or job is a token at an activity that has one and whose work is going on. */
function tokenWait(view: View, world: World, token: TokenState): Wait | undefined {
  if (!isAt(token, 'on')) return undefined;
  const procedure = procedureOf(view, world, token.s);
  const node = nodeIn(procedure, token);
  if (!works(view, token, node)) return undefined;
  const { id: element, name, task, job } = node;
  const common = { id: token.a!, procedure: procedure.key, element };
  if (task) {
    const form = task.form === undefined ? {} : { form: task.form };
    return {
      kind: 'task',
      ...common,
      name,
      ...unpack(token.w),
      ...form,
      ...(view.suspended ? { suspended: true } : {}),
    };
  }
  if (job && !view.suspended)
    return { kind: 'job', ...common, type: job.type, input: token.v ?? {}, headers: job.headers, retries: job.retries };
  return undefined;
}

function subscriptionWait(view: View, sub: SubscriptionState): Wait | undefined {
  if (sub.got !== undefined) return undefined;
  const common = { id: sub.i, element: sub.n };
  if (sub.k === 'timer') return view.suspended ? undefined : { kind: 'timer', ...common, due: sub.due ?? 0 };
  if (sub.k === 'conditional' || sub.k === 'escalation') return undefined;
  return { kind: 'subscription', ...common, event: sub.k, name: sub.name ?? '', key: sub.key ?? '' };
}

const incidentWait = ({ i, n, code, message, at }: IncidentState): Wait => ({
  kind: 'incident',
  id: i,
  element: n,
  code,
  message,
  raised: at,
});
