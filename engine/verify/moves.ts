import { step, waits } from '../core/step.ts';
import type { Command } from '../model/command.ts';
import type { HistoryEvent } from '../model/event.ts';
import type { IncidentCode, InstanceState, SubscriptionState } from '../model/instance.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';
import type { Wait } from '../model/wait.ts';
import type { World } from '../model/world.ts';
import { freed } from './free.ts';
import { keyOf } from './key.ts';
import { Oracle } from './oracle.ts';
import { asidesOf, goesOn, type Sides, sidesOf } from './side.ts';

/** Something that may happen next, and to which token (none: to several, or to the scope). */
export interface Move {
  readonly command: Command;
  readonly token: number | undefined;
  /** Whether it only begins something beside the rest that never meets it. */
  readonly aside?: boolean;
}

/** What one answer of the data to a command leads to. */
export interface Outcome {
  readonly state: InstanceState;
  readonly events: readonly HistoryEvent[];
  /** What the state is called: equal for states from which the same can happen. */
  readonly key: string;
}

/** How often something that does not interrupt may come while its activity stands; to explore more often shows nothing new. */
const OFTEN = 2;
const AGAIN = '+';

/** The procedure as a game against its surroundings: what may happen in a state, and where that leads. */
export class Game {
  readonly procedure: Procedure;
  readonly oracle = new Oracle();
  readonly #world: World;
  /** Error codes that are caught around an element. */
  readonly #codes: ReadonlyMap<string, readonly string[]>;
  readonly #sides: Sides;
  readonly #asides: ReadonlySet<string>;

  constructor(procedure: Procedure) {
    this.procedure = freed(procedure, this.oracle);
    const known = (key: string) => (key === this.procedure.key ? this.procedure : undefined);
    const calendar: World['calendar'] = {
      workdays: (from) => from,
      calendarDays: (from) => from,
      workhours: (from) => from,
      isWorkday: () => true,
      provisional: () => false,
    };
    const latest = () => undefined;
    this.#world = { now: 0, procedure: known, latest, calendar, hasHands: () => true };
    const nodes = Object.values(this.procedure.nodes);
    this.#codes = new Map(nodes.map((node) => [node.id, codesAround(this.procedure, node)]));
    this.#sides = sidesOf(this.procedure);
    this.#asides = asidesOf(this.procedure, this.#sides, this.#codes);
  }

  /** The ways the procedure can begin. */
  starts(): readonly Move[] {
    const { key, id, scopes, triggers } = this.procedure;
    const begin = (event?: string): Move => ({
      command: { type: 'start', procedure: key, ...(event === undefined ? {} : { event }) },
      token: undefined,
    });
    return [...(scopes[id]!.starts.length > 0 || triggers.length === 0 ? [begin()] : []), ...triggers.map(begin)];
  }

  /** Everything that may happen in a state, in the order of the rows it implies. */
  moves(state: InstanceState): readonly Move[] {
    if (state.status !== 'active') return [];
    if (state.queue) return [{ command: { type: 'continue' }, token: undefined }];
    const subs = new Map(state.subs.map((sub) => [sub.i, sub]));
    const byActivation = new Map(state.tokens.map((token) => [token.a, token.i]));
    const moves = pressing(waits(state, this.#world)).flatMap((wait): Move[] => {
      const { id } = wait;
      const of = (token: number | undefined, ...commands: Command[]) => commands.map((command) => ({ command, token }));
      if (wait.kind === 'task') return of(byActivation.get(id), { type: 'task.complete', task: id, user: 'somebody' });
      if (wait.kind === 'job') {
        const errors = this.#codes.get(wait.element)!.map((code): Command => ({ type: 'job.error', job: id, code }));
        return of(byActivation.get(id), { type: 'job.complete', job: id }, ...errors);
      }
      const sub = subs.get(id);
      if (!sub || this.#isSpent(sub, state)) return [];
      const aside = this.#asides.has(sub.n);
      if (wait.kind === 'timer') return [{ command: { type: 'timer.fire', timer: id }, token: sub.t, aside }];
      if (wait.kind !== 'subscription') return [];
      if (wait.event === 'message') return [{ command: { type: 'message', subscription: id }, token: sub.t, aside }];
      return of(undefined, { type: 'signal', name: wait.name });
    });
    const once = new Map(moves.map((move) => [JSON.stringify(move.command), move]));
    return [...once.values(), ...this.#changes(state), ...this.#activations(state)];
  }

  /** Whether the event came as often as shows anything new, or what it started still goes on. */
  #isSpent({ n, k, left, key = '' }: SubscriptionState, state: InstanceState): boolean {
    const once = this.#asides.has(n) && (k === 'timer' ? left === 0 : key.endsWith(AGAIN));
    return once || key.endsWith(AGAIN.repeat(OFTEN)) || goesOn(this.#sides, n, state);
  }

  /** Any variable may change; every condition that is waited for is then looked at, and comes out either way. */
  #changes({ subs }: InstanceState): readonly Move[] {
    const waiting = subs.some(({ k }) => k === 'conditional');
    return waiting ? [{ command: { type: 'variables.set', variables: { anything: null } }, token: undefined }] : [];
  }

  /** Activities of an open ad-hoc sub-process in which nothing goes on: it waits for its condition. */
  #activations({ scopes, tokens }: InstanceState): readonly Move[] {
    return scopes.flatMap(({ i: scope, d, h, o }): readonly Move[] => {
      const waits = this.procedure.nodes[d]?.adHoc?.completion !== undefined && h?.length === 0 && !o;
      if (!waits || tokens.some(({ s }) => s === scope)) return [];
      const { starts } = this.procedure.scopes[d]!;
      return starts.map((element) => ({ command: { type: 'activate', scope, element }, token: undefined }));
    });
  }

  /** Where a move leads, for every answer of the data; nothing when it is not possible after all. */
  outcomes(state: InstanceState | undefined, { command }: Move): readonly Outcome[] {
    const due = command.type === 'timer.fire' ? (state?.subs.find(({ i }) => i === command.timer)?.due ?? 0) : 0;
    const world = { ...this.#world, now: Math.max(0, due) };
    const found: Outcome[] = [];
    for (const result of this.oracle.every(() => step(state, command, world))) {
      if (result.rejected || raises(result.events, 'no-condition')) continue;
      if (command.type === 'job.error' && raises(result.events, 'uncaught-error')) continue;
      if (state && this.#comesTooOften(state, result.events)) continue;
      const after = counted(result.state, command);
      found.push({ state: after, events: result.events, key: keyOf(after) });
    }
    return found;
  }

  /** A condition that does not interrupt has come true again while what it started still goes on. */
  #comesTooOften(before: InstanceState, events: readonly HistoryEvent[]): boolean {
    return events.some((event) => event.type === 'condition.met' && goesOn(this.#sides, event.element, before));
  }
}

/** Error codes that boundary events and event sub-processes around an element catch, and one that only a catch-all does. */
function codesAround({ nodes, scopes }: Procedure, node: FlowNode): readonly string[] {
  const codes = new Set<string>();
  // The one node of a global task has the id of its process, so that what is around is asked of the scopes.
  const around = ({ scope }: FlowNode) => (scopes[scope]!.parent === undefined ? undefined : nodes[scope]);
  for (let at: FlowNode | undefined = node; at; at = around(at)) {
    for (const id of [...at.boundaries, ...scopes[at.scope]!.listeners]) {
      const { error, multiple = [] } = nodes[id]!;
      for (const one of [error, ...multiple.map((trigger) => trigger.error)])
        if (one) codes.add(one.code ?? 'any other error');
    }
  }
  return [...codes];
}

/** Jobs are worked off by the system: while one waits that has come up again already, nothing else is awaited. */
function pressing(open: readonly Wait[]): readonly Wait[] {
  const jobs = Map.groupBy(open, (wait) => (wait.kind === 'job' ? wait.element : ''));
  jobs.delete('');
  const again = [...jobs.values()].filter((same) => same.length > 1).flat();
  return again.length > 0 ? again : open;
}

const raises = (events: readonly HistoryEvent[], code: IncidentCode): boolean =>
  events.some((event) => event.type === 'incident.raised' && event.code === code);

/** Marks a message subscription that goes on waiting after it was used. */
function counted(state: InstanceState, command: Command): InstanceState {
  if (command.type !== 'message' || !state.subs.some(({ i }) => i === command.subscription)) return state;
  const subs = state.subs.map((sub) => (sub.i === command.subscription ? { ...sub, key: `${sub.key}${AGAIN}` } : sub));
  return { ...state, subs };
}
