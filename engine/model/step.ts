import type { Command } from './command.ts';
import type { HistoryEvent } from './event.ts';
import type { InstanceState } from './instance.ts';
import type { Rejection } from './rejection.ts';
import type { Effect, Wait } from './wait.ts';
import type { Answer, World } from './world.ts';

/** What one command did. `answers` are the answers of the world that may differ another day; a replay is given them. */
export interface StepResult {
  readonly rejected?: undefined;
  readonly state: InstanceState;
  readonly events: readonly HistoryEvent[];
  readonly effects: readonly Effect[];
  readonly answers: readonly Answer[];
}

/**
 * The pure step. `state` is undefined for `start` only. Never mutates its arguments; the same arguments give the same
 * result, byte for byte. A `Rejection` changes nothing; an incident is part of the state; a bug throws.
 */
export type Step = (state: InstanceState | undefined, command: Command, world: World) => StepResult | Rejection;

/** The rows that a state implies; `effects` of a step are the difference between two of these. */
export type Waits = (state: InstanceState, world: World) => readonly Wait[];

/** A world that answers from a record first, for replays. */
export type ReplayWorld = (world: World, answers: readonly Answer[]) => World;
