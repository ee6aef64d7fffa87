import type { Procedure } from '../model/procedure.ts';
import { Exploration } from './explore.ts';
import { type Finding, findingsOf } from './findings.ts';
import { Game } from './moves.ts';

export type { Finding, FindingKind } from './findings.ts';

export interface VerifyOptions {
  /** States to explore at most; default 4,000. */
  readonly states?: number;
}

/** sound: every run can end and every element is used; unsound: a finding shows a run that says otherwise; unknown: the bound was met before. */
export interface Soundness {
  readonly verdict: 'sound' | 'unsound' | 'unknown';
  readonly findings: readonly Finding[];
  /** States explored. */
  readonly states: number;
}

/** States explored at most, and again to find the shortest paths when something was found. */
const MOST = 4_000;
const SHORTEST = 1_500;
/** Steps are what takes the time: as many as states of usual drawings have, each of them with what usually happens. */
const EFFORT_A_STATE = 4;

/**
 * Explores what can become of an instance, by the very step that runs it, whatever the data say and whoever does what
 * when: conditions come out either way, timers fire or not, jobs end well or with an error that is caught, messages come
 * or not. Called procedures are taken as work that ends; each is verified by itself. Never throws on what is drawn.
 */
export function verify(procedure: Procedure, options: VerifyOptions = {}): Soundness {
  const exploring = verification(procedure, options);
  for (;;) {
    const { done, value } = exploring.next();
    if (done) return value;
  }
}

/** The same bit by bit: yields the number of states explored so far, so that a browser can draw in between. */
export function* verification(
  procedure: Procedure,
  { states: most = MOST }: VerifyOptions = {},
): Generator<number, Soundness> {
  const game = new Game(procedure);
  const quick = new Exploration(game, false);
  yield* explore(quick, most);
  const found = findingsOf(procedure, quick);
  const states = quick.reached.length;
  if (found.length > 0) {
    const thorough = new Exploration(game, true);
    yield* explore(thorough, Math.min(most, SHORTEST));
    return { verdict: 'unsound', findings: shortest(found, findingsOf(procedure, thorough), thorough.whole), states };
  }
  if (quick.whole) return { verdict: 'sound', findings: [], states };
  return { verdict: 'unknown', findings: [{ kind: 'incomplete', elements: [], missing: [], path: [] }], states };
}

function* explore(exploration: Exploration, most: number): Generator<number, void> {
  for (let explored = 1; explored <= most && exploration.effort < EFFORT_A_STATE * most; explored++) {
    if (!exploration.advance()) return;
    yield explored;
  }
}

/** What was found with the paths of the thorough exploration, which are shortest, as far as it went. */
function shortest(quick: readonly Finding[], thorough: readonly Finding[], whole: boolean): readonly Finding[] {
  if (whole && thorough.length > 0) return thorough;
  const about = ({ kind, elements }: Finding) => `${kind} ${elements.join(' ')}`;
  const known = new Map(thorough.map((finding) => [about(finding), finding]));
  return quick.map((finding) => known.get(about(finding)) ?? finding);
}
