import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../engine/model/command.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import type { Variables } from '../../../engine/model/variables.ts';
import { proceduresOf } from '../elements/trace.ts';
import { assembled, Instance } from './harness.ts';

const drawn = readdirSync(new URL('../elements/', import.meta.url))
  .filter((file) => file.endsWith('.bpmn'))
  .map((file) => file.slice(0, -'.bpmn'.length));
const models: readonly (readonly Procedure[])[] = [
  ...(await Promise.all(drawn.map((name) => proceduresOf(name)))),
  ...(await Promise.all(['races', 'dotted', 'caller'].map((name) => assembled(name)))),
];

/** A move of somebody outside: which of the open rows it is about (or none at all), and with what. */
const move = fc.record({
  kind: fc.constantFrom('task', 'job', 'timer', 'subscription', 'incident', 'other', 'clock', 'ad-hoc'),
  pick: fc.nat(8),
  act: fc.nat(4),
  user: fc.constantFrom('li', 'wang', 'zhao'),
  variables: fc.dictionary(
    fc.constantFrom(
      'order',
      'amount',
      'size',
      'urgent',
      'done',
      '金额',
      'deadline',
      'level',
      'again',
      'a',
      'b',
      'enough',
    ),
    fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.boolean(), fc.constantFrom('O-1', 'S', '2026-03-03', null)),
    { maxKeys: 3 },
  ) as fc.Arbitrary<Variables>,
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

function commandOf(instance: Instance, { kind, pick, act, user, variables }: Move): Command | undefined {
  const numberOf = (rows: readonly { readonly id: number }[]) => rows[pick % Math.max(1, rows.length)]?.id ?? pick;
  const choose = (...commands: Command[]) => commands[act % commands.length];
  switch (kind) {
    case 'clock':
      instance.now += [60_000, 600_000, 3_600_000, 86_400_000, 864_000_000][act]!;
      return undefined;
    case 'task': {
      const task = numberOf(instance.waits('task'));
      return choose(
        { type: 'task.complete', task, user, variables },
        { type: 'task.claim', task, user },
        { type: 'task.release', task, user },
        { type: 'task.transfer', task, user },
      );
    }
    case 'job': {
      const job = numberOf(instance.waits('job'));
      return choose(
        { type: 'job.complete', job, variables },
        { type: 'job.fail', job, message: 'Expected more but there was less', left: pick % 2 },
        { type: 'job.error', job, code: pick % 2 ? 'refused' : 'lost', variables },
      );
    }
    case 'timer':
      return { type: 'timer.fire', timer: numberOf(instance.waits('timer')) };
    case 'subscription': {
      const subscription = numberOf(instance.waits('subscription'));
      const signals = instance.waits('subscription').filter(({ event }) => event === 'signal');
      const name = signals[pick % Math.max(1, signals.length)]?.name ?? 'nothing';
      return choose({ type: 'message', subscription, variables }, { type: 'signal', name, variables });
    }
    case 'ad-hoc': {
      const open = instance.state?.scopes.filter(({ h }) => h !== undefined) ?? [];
      const scope = open[pick % Math.max(1, open.length)];
      const inside = instance.procedures.flatMap(({ scopes }) => scopes[scope?.d ?? '']?.nodes ?? []);
      return { type: 'activate', scope: scope?.i ?? pick, element: inside[act] ?? 'nothing', variables };
    }
    case 'incident':
      return { type: 'incident.resolve', incident: numberOf(instance.waits('incident')), variables };
    case 'other':
      return choose(
        { type: 'variables.set', variables },
        { type: 'continue' },
        { type: 'signal', name: 'nothing' },
        pick === 8 ? { type: 'cancel', reason: 'enough' } : { type: 'variables.set', variables, scope: pick },
        { type: 'start', procedure: instance.procedures[0]!.key },
      );
  }
}

describe('whatever is asked, in whatever order', () => {
  it('never throws, keeps the state whole, follows it with its rows, and replays to the same bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.array(move, { maxLength: 25 }), (procedures, moves) => {
        const instance = new Instance(procedures);
        instance.start({ order: 'O-1', amount: 60, items: ['x', 'y'], count: 2, level: 1 });
        for (const one of moves) {
          const command = commandOf(instance, one);
          if (command) instance.try(command);
        }
        expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
      }),
      { numRuns: 500 },
    );
  }, 240_000);

  it('leaves what it entered exactly once, and everything by the end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.array(move, { maxLength: 25 }), (procedures, moves) => {
        const instance = new Instance(procedures);
        instance.start({ order: 'O-1', items: ['x', 'y'], count: 2, level: 4 });
        for (const one of moves) {
          const command = commandOf(instance, one);
          if (command) instance.try(command);
        }
        if (instance.state?.status === 'active') instance.do({ type: 'cancel', reason: 'the end' });
        const stands = /^task$|Task$|Activity$|Process$|^transaction$|(?<!link)CatchEvent$|BoundaryEvent$/;
        const kindOf = (element: string) => procedures.find(({ nodes }) => nodes[element])!.nodes[element]!.kind;
        const numbers = (type: 'entered' | 'left') =>
          instance.events
            .flatMap((event) => (event.type === 'entered' || event.type === 'left' ? [event] : []))
            .filter((event) => event.type === type && stands.test(kindOf(event.element)))
            .map(({ activation }) => activation)
            .sort((x, y) => x - y);
        expect(numbers('left')).toEqual(numbers('entered'));
      }),
      { numRuns: 300 },
    );
  }, 240_000);
});
