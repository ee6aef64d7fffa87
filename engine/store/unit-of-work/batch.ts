import type { Transaction } from 'kysely';
import type { Accepted, Outcome, Projection, TownFacts } from '../../model/door.ts';
import type { Procedure } from '../../model/procedure.ts';
import type { Step } from '../../model/step.ts';
import type { Variables } from '../../model/variables.ts';
import type { World } from '../../model/world.ts';
import type { EngineTables } from '../schema.ts';
import type { Database, Trx } from '../statement.ts';
import type { Latest } from './latest.ts';
import type { Memory } from './memory.ts';
import type { Request } from './request.ts';
import type { Work } from './work.ts';

/** What a batch needs from around it. */
export interface BatchContext {
  readonly database: Database;
  readonly step: Step;
  readonly clock: { now(): Date };
  readonly facts: (town: number) => Promise<TownFacts>;
  readonly procedures: ProcedureSource;
  readonly projections: readonly Projection<Transaction<EngineTables>>[];
  readonly memory: Memory;
  /** When the next attempt of a job runs, after `attempts` have failed. */
  readonly backoff: (attempts: number) => number;
  readonly logger: { warn(o: object, m?: string): void; error(o: object, m?: string): void };
}

/** Compiled procedures of a town: loaded ahead, then asked synchronously by the step. */
export interface ProcedureSource {
  /** Loads these and everything that they may call; answers the newest versions when anything can ask for them. */
  prepare(
    trx: Database,
    town: number,
    needs: { readonly keys: Iterable<string>; readonly processes: readonly string[] },
  ): Promise<Latest>;
  peek(town: number, key: string): Procedure | undefined;
}

/** A thrown message or signal, or work to go on with: a row of the engine's outbox. */
export interface Delivery {
  readonly key: string;
  readonly instance: string;
  readonly kind: 'message' | 'signal' | 'continue';
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
}

/** One accepted command as its history row. */
export interface Entry {
  readonly accepted: Accepted;
  readonly answers: readonly unknown[];
}

/** Everything of one town in a batch. Transactions of different towns never share a statement. */
export interface Group {
  readonly town: number;
  readonly requests: readonly Request[];
  readonly facts: TownFacts;
  readonly now: Date;
  readonly trx: Trx;
  readonly world: World;
  readonly latest: Latest;
  readonly works: Map<string, Work>;
  /** Fences of the job rows that are locked, by `instance:job`. */
  readonly fences: Map<string, string>;
  /** First answers by idempotency key: those stored, and those of this batch. */
  readonly remembered: Map<string, { readonly hash: string; readonly outcome: Outcome }>;
  readonly fresh: { readonly key: string; readonly hash: string; readonly outcome: Outcome }[];
  readonly entries: Entry[];
  readonly deliveries: Delivery[];
}

/** The batch wrote another number of rows than it meant to: the rows and the state disagree, so nothing is committed. */
export class Mismatch extends Error {
  constructor(statement: string, cause: unknown) {
    super(`Expected “${statement}” to touch the rows that were read but it touched another number`, { cause });
    this.name = 'Mismatch';
  }
}
