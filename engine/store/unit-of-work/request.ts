import type { Transaction } from 'kysely';
import type { Command } from '../../model/command.ts';
import type { Accepted, CommandOptions, Job, JobAction, Outcome } from '../../model/door.ts';
import type { Rejection } from '../../model/rejection.ts';
import type { World } from '../../model/world.ts';
import type { EngineTables } from '../schema.ts';
import type { Latest } from './latest.ts';

/** A command on its way into a batch. */
export interface Request {
  readonly town: number;
  readonly instance: string;
  /** The command, made when its turn has come and the world is known. */
  readonly compose: (world: World, latest: Latest) => Command | Rejection;
  readonly options: CommandOptions<Transaction<EngineTables>>;
  /** Of what the caller asked, to tell a repeated idempotency key from a reused one. */
  readonly hash: string;
  /** Of a start: what the new instance is filed under. */
  readonly start?: {
    readonly process: string;
    readonly version: number | undefined;
    readonly tag?: string;
    readonly businessKey: string | null;
  };
  /** Keys of procedures that the command needs besides those the instance stands in. */
  readonly procedures?: readonly string[];
  /** Of a job that a worker holds: its action runs in the batch, and its fence must still be the row's. */
  readonly held?: HeldJob;
}

export interface HeldJob {
  readonly job: Job;
  readonly fence: string;
  readonly action: JobAction<Transaction<EngineTables>>;
  readonly attempts: number;
  readonly maxAttempts: number;
}

/** How one request of a committed batch ended. */
export type Settled = { readonly outcome: Outcome; readonly accepted?: Accepted } | { readonly error: unknown };
