import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Assembly, assemble, executable, record } from '../../../engine/compile/assemble.ts';
import { parse } from '../../../engine/compile/parse.ts';
import { replayWorld } from '../../../engine/core/replay.ts';
import { step, waits } from '../../../engine/core/step.ts';
import type { Command } from '../../../engine/model/command.ts';
import type { HistoryEvent } from '../../../engine/model/event.ts';
import type { InstanceState } from '../../../engine/model/instance.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import type { Rejection } from '../../../engine/model/rejection.ts';
import type { StepResult } from '../../../engine/model/step.ts';
import type { Wait } from '../../../engine/model/wait.ts';
import type { Answer, World } from '../../../engine/model/world.ts';
import { plainCalendar } from '../../../engine/simulate/calendar.ts';

export const NOON = Date.parse('2026-03-02T12:00:00+08:00');

/** A drawn model of `fixtures/`, assembled without the rules of publishing, which would refuse the worst of them. */
export async function assembled(name: string, version = 1): Promise<readonly Procedure[]> {
  const text = readFileSync(new URL(`./fixtures/${name}.bpmn`, import.meta.url), 'utf8');
  const parsed = await parse({ path: `${name}.bpmn`, text });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const siblings = record<string>(
    Object.fromEntries(executable(parsed.definitions).map(({ id }) => [id, `${id}@${version}`])),
  );
  const problems: Problem[] = [];
  const assembly: Assembly = { file: name, siblings, version: () => version, decisions: record({}), problems };
  const procedures = assemble(parsed.definitions, assembly);
  expect(problems).toEqual([]);
  return procedures;
}

interface Recorded {
  readonly command: Command;
  readonly now: number;
  readonly answers: readonly Answer[];
}

/**
 * An instance that checks with every command what must always be true: the state given is not changed, the same
 * arguments give the same bytes, rows follow the effects, storing changes nothing, and the commands replay to the state.
 */
export class Instance {
  state: InstanceState | undefined;
  now = NOON;
  readonly events: HistoryEvent[] = [];
  readonly hands = new Set<string>(['mediator', 'leader', 'officer']);
  readonly procedures: Procedure[];
  readonly #recorded: Recorded[] = [];
  readonly #rows = new Map<string, Wait>();

  constructor(procedures: readonly Procedure[]) {
    this.procedures = [...procedures];
  }

  get world(): World {
    const latest = (id: string) =>
      this.procedures.filter((procedure) => procedure.id === id).sort((a, b) => b.version - a.version)[0];
    return {
      now: this.now,
      procedure: (key) => this.procedures.find((procedure) => procedure.key === key),
      latest,
      calendar: plainCalendar,
      hasHands: (group) => this.hands.has(group),
    };
  }

  waits<Kind extends Wait['kind']>(kind: Kind): readonly Extract<Wait, { kind: Kind }>[] {
    const all = this.state ? waits(this.state, this.world) : [];
    return all.filter((wait): wait is Extract<Wait, { kind: Kind }> => wait.kind === kind);
  }

  /** The one row of a kind, at an element when there are several. */
  only<Kind extends Wait['kind']>(kind: Kind, element?: string): Extract<Wait, { kind: Kind }> {
    const found = this.waits(kind).filter((wait) => element === undefined || wait.element === element);
    expect(found).toHaveLength(1);
    return found[0]!;
  }

  try(command: Command): StepResult | Rejection {
    freeze(this.state);
    freeze(command);
    const result = step(this.state, command, this.world);
    expect(JSON.stringify(step(this.state, command, this.world))).toBe(JSON.stringify(result));
    if (result.rejected) return result;
    this.#recorded.push({ command, now: this.now, answers: result.answers });
    this.state = result.state;
    this.events.push(...result.events);
    this.#follow(result);
    checkState(result.state);
    for (const { n, s } of result.state.tokens) expect(this.#nodesAt(result.state, s)).toContain(n.split('~')[0]);
    return result;
  }

  do(command: Command): StepResult {
    const result = this.try(command);
    if (result.rejected) throw new Error(`${command.type} was refused: ${result.message}`);
    return result;
  }

  refused(command: Command): Rejection {
    const before = JSON.stringify(this.state);
    const result = this.try(command);
    expect(JSON.stringify(this.state)).toBe(before);
    if (!result.rejected) throw new Error(`${command.type} was expected to be refused but was not`);
    return result;
  }

  start(variables = {}, procedure = this.procedures[0]!.key): StepResult {
    return this.do({ type: 'start', procedure, variables, ...this.event(procedure) });
  }

  /** The event by which a procedure without a plain start begins. */
  event(key: string): { readonly event?: string } {
    const procedure = this.procedures.find((one) => one.key === key)!;
    const [first] = procedure.triggers;
    return procedure.scopes[procedure.id]!.starts.length > 0 || first === undefined ? {} : { event: first };
  }

  /** Goes on from a state made by hand. */
  adopt(state: InstanceState): void {
    this.state = state;
    for (const wait of waits(state, this.world)) this.#rows.set(`${wait.kind} ${wait.id}`, wait);
  }

  /** Runs the recorded commands again in a town where everything has changed since. */
  replay(): InstanceState | undefined {
    let state: InstanceState | undefined;
    for (const { command, now, answers } of this.#recorded) {
      const changed: World = { ...this.world, now, latest: () => undefined, hasHands: () => false };
      const result = step(state, command, replayWorld(changed, answers));
      if (result.rejected) throw new Error(`Expected ${command.type} to replay but: ${result.message}`);
      state = result.state;
    }
    return state;
  }

  /** Elements of the procedure that a scope belongs to. */
  #nodesAt({ scopes, tokens }: InstanceState, scope: number): readonly string[] {
    const at = scopes.find(({ i }) => i === scope)!;
    if (at.p === undefined)
      return this.#nodesAt({ scopes, tokens } as InstanceState, tokens.find(({ i }) => i === at.t)!.s);
    return Object.keys(this.world.procedure(at.p)!.nodes);
  }

  /** Rows changed by effects alone are the rows that the state implies. */
  #follow({ state, effects }: StepResult): void {
    for (const effect of effects) {
      if (effect.type === 'opened' || effect.type === 'changed') {
        const key = `${effect.wait.kind} ${effect.wait.id}`;
        expect(this.#rows.has(key)).toBe(effect.type === 'changed');
        this.#rows.set(key, effect.wait);
      } else if (effect.type === 'closed') {
        expect(this.#rows.delete(`${effect.kind} ${effect.id}`)).toBe(true);
      }
    }
    const byKey = (rows: Iterable<Wait>) => [...rows].map((row) => JSON.stringify(row)).sort();
    expect(byKey(this.#rows.values())).toEqual(byKey(waits(state, this.world)));
    expect(effects.some(({ type }) => type === 'continue')).toBe(state.queue !== undefined && !state.z);
  }
}

/** Whatever the commands were, a state hangs together. */
function checkState(state: InstanceState): void {
  expect(stored(state)).toBe(JSON.stringify(state));
  const { scopes, tokens, subs, incidents, status, n } = state;
  for (const items of [scopes, tokens, subs, incidents]) {
    const ids = items.map(({ i }) => i);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(Math.max(0, ...ids)).toBeLessThanOrEqual(n);
  }
  const scopeIds = new Set(scopes.map(({ i }) => i));
  const tokenIds = new Set(tokens.map(({ i }) => i));
  expect(tokens.filter(({ s }) => !scopeIds.has(s))).toEqual([]);
  expect(scopes.filter(({ t }) => t !== undefined && !tokenIds.has(t))).toEqual([]);
  expect(subs.filter(({ t, s }) => (t === undefined ? !scopeIds.has(s!) : !tokenIds.has(t)))).toEqual([]);
  if (!state.queue) expect(tokens.length + incidents.length === 0).toBe(status !== 'active');
  const held = incidents.flatMap(({ op }) => (op ? [(op as unknown as [string, number])[1]] : []));
  expect(held.filter((id) => !tokenIds.has(id) && !scopeIds.has(id))).toEqual([]);
  const jobs = new Set(tokens.map(({ a }) => a));
  expect(incidents.filter(({ job }) => job !== undefined && !jobs.has(job))).toEqual([]);
  if (status !== 'active') expect([scopes.length, subs.length, incidents.length]).toEqual([1, 0, 0]);
}

/** What jsonb gives back: keys by length, then by bytes. */
function stored(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => jsonbOrder(a, b)))
      : item,
  );
}

function jsonbOrder(a: string, b: string): number {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length - right.length || Buffer.compare(left, right);
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
}
