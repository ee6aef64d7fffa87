import { after, parseDuration, parseInstant } from '../core/iso.ts';
import { step, waits } from '../core/step.ts';
import type { Command } from '../model/command.ts';
import type { HistoryEvent } from '../model/event.ts';
import type { InstanceState } from '../model/instance.ts';
import type { Procedure } from '../model/procedure.ts';
import { Rejected, type Rejection, reject } from '../model/rejection.ts';
import type { JobHandler, Simulation, SimulationOptions } from '../model/simulation.ts';
import type { Variables } from '../model/variables.ts';
import type { Effect, JobWait, SubscriptionWait, TaskWait, TimerWait, Wait } from '../model/wait.ts';
import type { World } from '../model/world.ts';
import { plainCalendar } from './calendar.ts';

/** Runs one instance of these procedures in memory, on a virtual clock, by the very step that the store runs. */
export function simulate(procedures: readonly Procedure[], options: SimulationOptions): Simulation {
  return new Simulator(procedures, options);
}

class Simulator implements Simulation {
  readonly trace: HistoryEvent[] = [];
  readonly #byKey: ReadonlyMap<string, Procedure>;
  readonly #options: SimulationOptions;
  /** Messages thrown and not yet delivered; what nobody in the instance waits for leaves it. */
  readonly #sent: Extract<Effect, { type: 'message' }>[] = [];
  #now: number;
  #state: InstanceState | undefined;

  constructor(procedures: readonly Procedure[], options: SimulationOptions) {
    this.#byKey = new Map(procedures.map((procedure) => [procedure.key, procedure]));
    this.#options = options;
    this.#now = typeof options.now === 'number' ? options.now : instant(options.now);
  }

  start(process: string, variables: Variables = {}, event?: string): void {
    const procedure = this.#newest(({ id, key }) => id === process || key === process);
    if (!procedure) refuse('not-found', `Expected process ${process} to be deployed but it is not`);
    this.execute({ type: 'start', procedure: procedure.key, variables, ...(event === undefined ? {} : { event }) });
  }

  activate(element: string, variables: Variables = {}): void {
    const open = this.state().scopes.filter(({ h, t }) => h !== undefined && t !== undefined);
    const procedures = [...this.#byKey.values()];
    const scope = open.find(({ d }) => procedures.some(({ scopes }) => scopes[d]?.nodes.includes(element)));
    if (!scope) refuse('not-found', `Expected an open ad-hoc sub-process around ${element} but there is none`);
    this.execute({ type: 'activate', scope: scope.i, element, variables });
  }

  tasks = (): readonly TaskWait[] => this.#waits('task');
  jobs = (): readonly JobWait[] => this.#waits('job');
  timers = (): readonly TimerWait[] => this.#waits('timer');
  incidents = () => this.#waits('incident');

  complete(elementOrId: string | number, variables: Variables = {}, user?: string): void {
    const wait = this.#find(elementOrId, [...this.tasks(), ...this.jobs()], 'task or job');
    if (wait.kind === 'job') this.execute({ type: 'job.complete', job: wait.id, variables });
    else this.execute({ type: 'task.complete', task: wait.id, user: user ?? wait.assignee ?? 'somebody', variables });
  }

  claim(elementOrId: string | number, user: string): void {
    this.execute({ type: 'task.claim', task: this.#find(elementOrId, this.tasks(), 'task').id, user });
  }

  fail(
    elementOrId: string | number,
    { code, message = '' }: { readonly code?: string; readonly message?: string },
  ): void {
    const { id: job } = this.#find(elementOrId, this.jobs(), 'job');
    this.execute(
      code === undefined ? { type: 'job.fail', job, message, left: 0 } : { type: 'job.error', job, code, message },
    );
  }

  message(name: string, key: string, variables: Variables = {}): void {
    const waiting = this.#waits('subscription').filter((sub) => sub.event === 'message');
    const found = waiting.find((sub) => isFor(sub, name, key));
    if (!found) {
      const awaited = waiting.map((sub) => `${sub.name} ${sub.key}`);
      refuse('not-found', `Expected something to wait for message ${name} with key ${key} but nothing does`, awaited);
    }
    this.execute({ type: 'message', subscription: found.id, variables });
  }

  signal(name: string, variables: Variables = {}): void {
    this.execute({ type: 'signal', name, variables });
  }

  set(variables: Variables): void {
    this.execute({ type: 'variables.set', variables });
  }

  resolve(incident: number, variables: Variables = {}): void {
    this.execute({ type: 'incident.resolve', incident, variables });
  }

  cancel(reason: string): void {
    this.execute({ type: 'cancel', reason });
  }

  advance(by: string): void {
    const duration = parseDuration(by);
    const until = duration ? after(this.#now, duration) : instant(by);
    if (until < this.#now) refuse('invalid', `Expected the clock to go forward but ${by} lies in the past`);
    for (;;) {
      const [timer] = [...this.timers()].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due || a.id - b.id);
      if (!timer) break;
      if (this.incidents().some(({ code }) => code === 'activations'))
        refuse('budget', `Expected the clock to reach ${by} but the instance entered too many elements on the way`);
      this.#now = Math.max(this.#now, timer.due);
      this.execute({ type: 'timer.fire', timer: timer.id });
    }
    this.#now = until;
  }

  now = () => this.#now;
  variables = (): Variables => this.state().scopes[0]?.v ?? {};
  value = (name: string) => {
    const variables = this.variables();
    return Object.hasOwn(variables, name) ? variables[name] : undefined;
  };
  status = () => this.state().status;
  state = (): InstanceState =>
    this.#state ?? refuse('not-found', 'Expected an instance but it has not started', ['start']);

  execute(command: Command): void {
    this.#apply(command);
    for (let next = this.#automatic(); next; next = this.#automatic()) this.#apply(next);
  }

  #apply(command: Command): void {
    const result = step(this.#state, command, this.#world());
    if (result.rejected) throw new Rejected(result);
    this.#state = result.state;
    this.trace.push(...result.events);
    this.#sent.push(...result.effects.filter((effect) => effect.type === 'message'));
  }

  /** What goes on by itself: work that a budget stopped, messages to itself, and jobs that have a handler, oldest first. */
  #automatic(): Command | undefined {
    if (this.#state?.z) return undefined;
    if (this.#state?.queue) return { type: 'continue' };
    for (let sent = this.#sent.shift(); sent; sent = this.#sent.shift()) {
      const { name, correlationKey, variables } = sent;
      const found = this.#waits('subscription').find((sub) => isFor(sub, name, correlationKey));
      if (found) return { type: 'message', subscription: found.id, variables };
    }
    for (const job of this.jobs()) {
      const handler = this.#handler(job.type);
      if (handler) return answer(job, handler);
    }
    return undefined;
  }

  #handler(type: string): JobHandler | undefined {
    const { jobs = {} } = this.#options;
    return Object.hasOwn(jobs, type) ? jobs[type] : jobs['*'];
  }

  #world(): World {
    const { calendar = plainCalendar, hasHands = () => true } = this.#options;
    return {
      now: this.#now,
      procedure: (key) => this.#byKey.get(key),
      latest: (id) => this.#newest((procedure) => procedure.id === id),
      tagged: (id, tag) => this.#newest((procedure) => procedure.id === id && procedure.tag === tag),
      calendar,
      hasHands,
    };
  }

  #newest(which: (procedure: Procedure) => boolean): Procedure | undefined {
    return [...this.#byKey.values()].filter(which).sort((a, b) => b.version - a.version)[0];
  }

  #waits<Kind extends Wait['kind']>(kind: Kind): readonly Extract<Wait, { kind: Kind }>[] {
    if (!this.#state) return [];
    return waits(this.#state, this.#world()).filter(
      (wait): wait is Extract<Wait, { kind: Kind }> => wait.kind === kind,
    );
  }

  #find<W extends Wait>(elementOrId: string | number, open: readonly W[], what: string): W {
    const found = open.find(({ id, element }) => elementOrId === (typeof elementOrId === 'number' ? id : element));
    const message = `Expected an open ${what} at ${elementOrId} but there is none`;
    return (
      found ??
      refuse(
        'not-found',
        message,
        open.map(({ element }) => element),
      )
    );
  }
}

const isFor = (sub: SubscriptionWait, name: string, key: string): boolean =>
  sub.event === 'message' && sub.name === name && sub.key === key;

function answer(job: JobWait, handler: JobHandler): Command {
  try {
    const result = handler(job) ?? {};
    if (!isError(result)) return { type: 'job.complete', job: job.id, variables: result };
    return { type: 'job.error', job: job.id, code: result.error, variables: result.variables ?? {} };
  } catch (error) {
    return { type: 'job.fail', job: job.id, message: error instanceof Error ? error.message : String(error), left: 0 };
  }
}

const isError = (result: object): result is { readonly error: string; readonly variables?: Variables } =>
  'error' in result && typeof result.error === 'string';

const instant = (text: string): number =>
  parseInstant(text) ?? refuse('invalid', `Expected a duration or a date and time but it was “${text}”`);

function refuse(code: Rejection['code'], message: string, allowed?: readonly string[]): never {
  throw new Rejected(reject(code, message, allowed));
}
