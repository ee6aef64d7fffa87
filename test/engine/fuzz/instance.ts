import assert from 'node:assert/strict';
import { replayWorld } from '../../../engine/core/replay.ts';
import { step, waits } from '../../../engine/core/step.ts';
import type { Command } from '../../../engine/model/command.ts';
import type { HistoryEvent } from '../../../engine/model/event.ts';
import type { InstanceState } from '../../../engine/model/instance.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import type { Wait } from '../../../engine/model/wait.ts';
import type { Answer, World } from '../../../engine/model/world.ts';
import { plainCalendar } from '../../../engine/simulate/calendar.ts';
import { assertExpectation, assertRejection } from './legible.ts';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');

/** An instance that is given anything, and checks after each command what must always be true. */
export class Given {
  state: InstanceState | undefined;
  now = NOON;
  rejections = 0;
  readonly procedures: readonly Procedure[];
  readonly #recorded: { readonly command: Command; readonly now: number; readonly answers: readonly Answer[] }[] = [];

  constructor(procedures: readonly Procedure[]) {
    this.procedures = procedures;
  }

  get world(): World {
    const newest = (id: string) => this.procedures.findLast((procedure) => procedure.id === id);
    return {
      now: this.now,
      procedure: (key) => this.procedures.find((procedure) => procedure.key === key),
      latest: newest,
      calendar: plainCalendar,
      hasHands: () => true,
    };
  }

  open(): readonly Wait[] {
    return this.state ? waits(this.state, this.world) : [];
  }

  /** Gives the command to the step; what is not refused leaves a whole state. */
  give(command: unknown): void {
    const before = JSON.stringify(this.state);
    const result = step(this.state, command as Command, this.world);
    assert.equal(JSON.stringify(this.state), before, 'Expected the state that was given to stay as it is');
    if (result.rejected) {
      assertRejection(result);
      this.rejections++;
      return;
    }
    this.#recorded.push({ command: copy(command as Command), now: this.now, answers: result.answers });
    this.state = copy(result.state);
    assert.deepEqual(this.state, result.state);
    result.events.forEach(assertStorable);
    assertWhole(result.state, this.world);
  }

  /** The recorded commands give the state again, byte for byte, whatever the town answers by then. */
  assertReplays(): void {
    let state: InstanceState | undefined;
    for (const { command, now, answers } of this.#recorded) {
      const world: World = { ...this.world, now, latest: () => undefined, hasHands: () => false };
      const result = step(state, command, replayWorld(world, answers));
      assert.ok(!result.rejected, `Expected ${command.type} to replay but it was refused`);
      state = result.state;
    }
    assert.equal(JSON.stringify(state), JSON.stringify(this.state));
  }

  /** In which way it ended. */
  get way(): string {
    if (!this.state) return 'rejected';
    if (this.state.incidents.length > 0) return 'incident';
    return this.state.status;
  }
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** History is kept as jsonb, which knows neither NUL nor half a surrogate pair. */
function assertStorable(event: HistoryEvent): void {
  const text = JSON.stringify(event);
  assert.doesNotMatch(text, /\\u0000|\\ud[89a-f]/i);
}

/** A state hangs together: every number is known, every token stands at a node, and its rows can be told. */
function assertWhole(state: InstanceState, world: World): void {
  const { scopes, tokens, subs, incidents, status, n } = state;
  for (const items of [scopes, tokens, subs, incidents]) {
    const ids = items.map(({ i }) => i);
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
    );
    assert.ok(ids.every((id) => id <= n));
  }
  const scopeOf = new Map(scopes.map((scope) => [scope.i, scope]));
  const tokenOf = new Map(tokens.map((token) => [token.i, token]));
  const procedureOf = (id: number): Procedure => {
    const scope = scopeOf.get(id);
    assert.ok(scope, `Expected scope ${id} to be open but it is not`);
    return scope.p === undefined ? procedureOf(tokenOf.get(scope.t!)!.s) : world.procedure(scope.p)!;
  };
  for (const { n: node, s } of tokens)
    assert.ok(procedureOf(s).nodes[node.split('~')[0]!], `Expected ${node} to be drawn`);
  for (const { t } of scopes) assert.ok(t === undefined || tokenOf.has(t));
  for (const { t, s } of subs) assert.ok(t === undefined ? scopeOf.has(s!) : tokenOf.has(t));
  for (const { code, message } of incidents) if (code !== 'job-failed') assertExpectation(message);
  // Suspended, an empty scope ends when work goes on.
  const waitsForWork = state.z === true && state.queue !== undefined;
  assert.equal(tokens.length + incidents.length === 0 && !waitsForWork, status !== 'active');
  assert.ok(Array.isArray(waits(state, world)));
}
