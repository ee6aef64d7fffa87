import type { Actor, AskedBy, InstanceRef } from './caller.ts';
import type { Command } from './command.ts';
import type { HistoryEvent } from './event.ts';
import type { InstanceState, InstanceStatus } from './instance.ts';
import type { Operations } from './operations.ts';
import type { Catalogue, Problem, SourceFile } from './problem.ts';
import type { Procedure } from './procedure.ts';
import type { Variables } from './variables.ts';
import type { Effect, JobWait } from './wait.ts';
import type { WorkCalendar } from './world.ts';

export type { Actor, InstanceRef } from './caller.ts';

/** What the companion sees before the step runs. `trx` is the batch's transaction (a kysely Transaction over the whole database). */
export interface CompanionContext<Trx = unknown> {
  readonly trx: Trx;
  readonly town: number;
  readonly instance: string;
  readonly businessKey: string | null;
  /** Undefined before `start`. */
  readonly state: InstanceState | undefined;
  readonly now: Date;
}

/**
 * Domain writes that belong to the command. Runs inside the batch's transaction, in a savepoint of its own, before the step.
 * What it returns is merged into the command's variables. Throwing a `Refusal` rejects this command alone; if the step
 * rejects, its writes are rolled back with it.
 */
export type Companion<Trx = unknown> = (
  context: CompanionContext<Trx>,
  // biome-ignore lint/suspicious/noConfusingVoidType: a companion that returns nothing adds nothing
) => Promise<{ readonly variables?: Variables } | undefined | void>;

/** Thrown by a companion to refuse: `field` names the form field that the message (zh-CN) belongs to. */
export class Refusal extends Error {
  readonly code: string;
  readonly field: string | undefined;
  constructor(code: string, message: string, field?: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.field = field;
  }
}

/** The same idempotency key with the same command gives the first answer again (kept 30 days). */
export interface CommandOptions<Trx = unknown> extends AskedBy {
  readonly companion?: Companion<Trx>;
}

export interface Outcome {
  readonly instance: string;
  readonly rev: number;
  readonly status: InstanceStatus;
  readonly events: readonly HistoryEvent[];
  readonly effects: readonly Effect[];
}

/** A command that was carried out, as the projections see it (in the same transaction, once a batch and town). */
export interface Accepted {
  readonly instance: string;
  readonly businessKey: string | null;
  readonly rev: number;
  readonly command: Command;
  readonly actor: Actor;
  readonly outcome: Outcome;
  readonly state: InstanceState;
}

/** SQL with its parameters, made known by name (see `statement`). */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Writes what follows from a batch (case stage, audit, notifications) in the batch's transaction, behind the engine's own
 * rows. The statements it answers travel in one message with COMMIT, which spares those who need not read a round trip.
 */
export type Projection<Trx = unknown> = (
  trx: Trx,
  town: number,
  accepted: readonly Accepted[],
  now: Date,
) => Promise<readonly Statement[]>;

export interface Job extends JobWait {
  readonly town: number;
  readonly instance: string;
  readonly businessKey: string | null;
  /** Unique key of the effect: `instance:activation:effect:n`. */
  readonly key: string;
  readonly attempt: number;
}

/**
 * Carries out an action. Runs inside the transaction that completes the job, so its writes happen exactly once; what it
 * returns become variables. Throw `BusinessError` for a BPMN error, anything else is a failed attempt.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: an action that returns nothing has no result
export type JobAction<Trx = unknown> = (context: CompanionContext<Trx>, job: Job) => Promise<Variables | void>;

export class BusinessError extends Error {
  readonly code: string;
  readonly variables: Variables;
  constructor(code: string, message: string, variables: Variables = {}) {
    super(message);
    this.name = 'BusinessError';
    this.code = code;
    this.variables = variables;
  }
}

export interface Deployed {
  readonly procedure: string;
  readonly id: string;
  readonly version: number;
  /** False when the identical model was already the newest version: nothing changed. */
  readonly created: boolean;
}

/** What a town answers to the steps of its instances; read from caches, synchronous. */
export interface TownFacts {
  readonly calendar: WorkCalendar;
  hasHands(group: string): boolean;
}

export interface EngineOptions<Trx = unknown> {
  /** A kysely database over a pg pool (see `openDatabase`). */
  readonly database: unknown;
  readonly clock: { now(): Date };
  /** Facts of a town; awaited once a batch. */
  readonly facts: (town: number) => Promise<TownFacts>;
  readonly actions?: Readonly<Record<string, JobAction<Trx>>>;
  readonly projections?: readonly Projection<Trx>[];
  readonly catalogue?: Catalogue;
  /** Called after commit, once a batch and town. */
  readonly committed?: (town: number, accepted: readonly Accepted[]) => void;
  /** Told of every batch when it has ended: figures only. */
  readonly observer?: (batch: BatchFigures) => void;
  readonly logger?: {
    info(o: object, m?: string): void;
    warn(o: object, m?: string): void;
    error(o: object, m?: string): void;
  };
}

/** What a batch did: commands accepted and refused, and the milliseconds from taking them to their answers. */
export interface BatchFigures {
  readonly accepted: number;
  readonly refused: number;
  readonly ms: number;
}

/** How busy the engine is: commands that wait for a batch, batches in the database. */
export interface EngineLoad {
  readonly waiting: number;
  readonly writing: number;
}

/** One of many that the same conditions are looked at for, such as a case. */
export interface Matter {
  /** Business key of what begins. */
  readonly key: string;
  /** What was so before; undefined of a matter that is new. */
  readonly before: Variables | undefined;
}

/** The asynchronous door of the engine. Every method rejects with `Rejected` (the caller's fault) or `Refusal` (the companion's). */
export interface Engine<Trx = unknown> {
  /**
   * Compiles and stores the files of one procedure folder as a new version; throws `CompileProblems` when refused. Inside
   * `trx` when given. `over` is the newest version that these files were drawn from (0: none): a newer one by now is a
   * `conflict`, after which a given `trx` can only be rolled back.
   */
  deploy(
    town: number,
    files: readonly SourceFile[],
    meta: { readonly by: Actor; readonly note: string; readonly over?: number },
    trx?: Trx,
  ): Promise<readonly Deployed[]>;
  start(
    town: number,
    start: {
      readonly process: string;
      readonly version?: number;
      /** Instead of a version: the newest version that carries this tag. */
      readonly tag?: string;
      readonly instance?: string;
      readonly businessKey?: string;
      readonly variables?: Variables;
      /** Id of the start event, of a process that has several or none that is plain. */
      readonly event?: string;
    },
    options: CommandOptions<Trx>,
  ): Promise<Outcome>;
  execute(
    ref: InstanceRef,
    command: Exclude<Command, { type: 'start' | 'message' | 'signal' }>,
    options: CommandOptions<Trx>,
  ): Promise<Outcome>;
  /**
   * Delivers to the one subscription that waits for name and key; when nobody waits, the process whose newest version
   * begins by this message begins an instance, filed under the key. `undefined` when there is neither: then the message is
   * lost, or with `ttl` (a duration, ISO 8601) kept that long for the first who waits or begins by it. The same
   * idempotency key never delivers twice. With `ttl` there can be no companion, for it cannot be kept.
   * When only a suspended instance waits it is rejected with `conflict`, or with `ttl` kept until that is resumed.
   */
  correlate(
    town: number,
    message: {
      readonly name: string;
      readonly key: string;
      readonly variables?: Variables;
      readonly ttl?: string;
    },
    options: CommandOptions<Trx>,
  ): Promise<Outcome | undefined>;
  /** Broadcasts to every waiting instance of the town, and begins one for each signal start; the outcomes of all these. */
  signal(
    town: number,
    signal: { readonly name: string; readonly variables?: Variables },
    options: CommandOptions<Trx>,
  ): Promise<readonly Outcome[]>;
  /**
   * Looks at the conditional starts of the town: where the condition holds with these variables and did not when it was
   * last looked at, an instance begins with them. A newly deployed version has not held before; what fails does not hold.
   * With a `matter` the edge is that of this matter alone, and what begins is filed under its key.
   */
  evaluate(
    town: number,
    variables: Variables,
    options: CommandOptions<Trx>,
    matter?: Matter,
  ): Promise<readonly Outcome[]>;
  setVariables(ref: InstanceRef, variables: Variables, options: CommandOptions<Trx>): Promise<Outcome>;
  cancel(ref: InstanceRef, reason: string, options: CommandOptions<Trx>): Promise<Outcome>;
  /** Compiled procedure by key, from cache or the database. */
  procedure(town: number, key: string): Promise<Procedure | undefined>;
  /** The newest deployed version, suspended or not. */
  latest(town: number, processId: string): Promise<Procedure | undefined>;
  /** Files a version was deployed from. */
  files(town: number, key: string): Promise<readonly SourceFile[] | undefined>;
  versions(town: number, processId?: string): Promise<readonly ProcedureVersion[]>;
  instance(ref: InstanceRef): Promise<InstanceView | undefined>;
  history(ref: InstanceRef): Promise<readonly HistoryEntry[]>;
  /** State rebuilt from the stored commands up to `rev` (default: all). */
  replay(ref: InstanceRef, rev?: number): Promise<InstanceState>;
  /** What administrators do to what runs: search, migration, bulk orders, statistics. */
  readonly operations: Operations;
  /** Fires due timers and runs ready jobs until none is left; for tests and trial runs on an injected clock. Returns how many. */
  drain(town?: number): Promise<number>;
  /** How busy it is at this moment. */
  load(): EngineLoad;
  /** Starts the workers that do the same in the background; idempotent. */
  startWorkers(): void;
  /** Finishes what is in flight and stops the workers and the batches. */
  stop(): Promise<void>;
}

export interface ProcedureVersion {
  readonly key: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly note: string;
  readonly by: Actor;
  readonly at: Date;
  /** Instances that are active and stand (also) in this version. */
  readonly running: number;
  readonly tag: string | null;
  /** False when suspended: nothing begins with it. */
  readonly active: boolean;
}

export interface InstanceView {
  readonly ref: InstanceRef;
  readonly procedure: string;
  readonly businessKey: string | null;
  readonly status: InstanceStatus;
  readonly rev: number;
  readonly state: InstanceState;
  readonly created: Date;
  readonly ended: Date | null;
}

export interface HistoryEntry {
  readonly rev: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly command: Command;
  readonly events: readonly HistoryEvent[];
}

export class CompileProblems extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(`Expected a procedure without errors but found ${problems.filter((p) => p.severity === 'error').length}`);
    this.name = 'CompileProblems';
    this.problems = problems;
  }
}
