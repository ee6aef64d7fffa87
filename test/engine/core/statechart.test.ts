import { describe, expect, it } from 'vitest';
import { createMachine, transition } from 'xstate';
import { type Ask, createChart } from '../../../engine/core/chart.ts';
import { chartConfig, toStatechart } from '../../../engine/core/statechart.ts';
import { proceduresOf } from '../elements/trace.ts';
import { assembled, Instance } from './harness.ts';

describe('the export', () => {
  it('is XState JSON with the procedure’s own states and no internals', async () => {
    const [procedure] = await proceduresOf('exclusiveGateway.default');
    const exported = JSON.parse(JSON.stringify(toStatechart(procedure!)));
    expect(exported).toMatchObject({ id: 'p', initial: 'start' });
    expect(Object.keys(exported.states)).toEqual(['start', 'choice', 'large', 'small', 'end', 'end2']);
    expect(exported.states.choice).toEqual({
      entry: [{ type: 'pass', params: { element: 'choice' } }],
      always: [
        {
          target: 'large',
          reenter: true,
          actions: [{ type: 'flow', params: { element: 'is_large' } }],
          description: '大额',
          guard: { type: 'holds', params: { flow: 'is_large', condition: 'amount > 1000' } },
        },
        {
          target: 'small',
          reenter: true,
          actions: [{ type: 'flow', params: { element: 'other' } }],
          description: '其他',
          guard: { type: 'otherwise', params: { flow: 'other' } },
        },
      ],
      on: { choose: {} },
      description: '金额？',
      meta: { kind: 'exclusiveGateway' },
    });
    expect(exported.states.large).toMatchObject({
      initial: 'arrived',
      on: { 'take:large_to_end': { target: 'end' } },
      states: { arrived: {}, on: {}, failed: {}, done: {} },
    });
    expect(JSON.stringify(exported)).not.toContain('@');
  });

  it('opens in XState for every scope', async () => {
    const [procedure] = await proceduresOf('subProcess.interrupted');
    for (const scope of Object.keys(procedure!.scopes)) {
      const config = toStatechart(procedure!, scope);
      const guards = { holds: () => true, otherwise: () => true };
      const machine = createMachine(config as never, { guards: guards as never });
      expect(machine.resolveState({ value: config.initial } as never).value).toBe(config.initial);
    }
    expect(() => toStatechart(procedure!, 'nowhere')).toThrow('Expected p@1 to have a scope nowhere with a start');
  });
});

describe('a chart', () => {
  it('answers from memory what XState answers', async () => {
    const [procedure] = await proceduresOf('exclusiveGateway');
    const config = chartConfig(procedure!, 'p');
    for (const [large, middle] of [
      [true, false],
      [false, true],
      [false, false],
      [true, true],
    ] as const) {
      const holds: Record<string, boolean> = { is_large: large, is_middle: middle };
      const asked: string[] = [];
      const ask: Ask = ({ type, params }) => {
        asked.push(params.flow);
        return type === 'otherwise' || holds[params.flow] === true;
      };
      const chart = createChart(config);
      const first = chart.move('@', 'start:start', ask);
      const questions = asked.splice(0);
      expect(chart.move('@', 'start:start', ask)).toBe(first);
      expect(asked).toEqual(questions);
      const guards = {
        holds: (_: unknown, { flow }: { flow: string }) => holds[flow] === true,
        otherwise: () => true,
      };
      const machine = createMachine(config as never, { guards: guards as never });
      const [{ value }, actions] = transition(machine, machine.resolveState({ value: '@' } as never), {
        type: 'start:start',
      } as never);
      expect(first?.state).toBe(`${Object.keys(value as object)[0]}~arrived`);
      expect(first?.actions).toEqual(actions.map(({ type, params }) => ({ type, params })));
    }
  });

  it('has no move for an event that a state does not take', async () => {
    const [procedure] = await proceduresOf('userTask');
    const chart = createChart(chartConfig(procedure!, 'p'));
    const ask = () => true;
    expect(chart.move('task~arrived', 'done', ask)).toBeUndefined();
    expect(chart.move('task~on', 'go', ask)).toBeUndefined();
    expect(chart.move('task~on', 'trigger:nothing', ask)).toBeUndefined();
    expect(chart.move('task~on', 'done', ask)?.state).toBe('task~done');
  });

  it('takes ids with dots, which XState reads as paths, and flows to the same element', async () => {
    const instance = new Instance(await assembled('dotted'));
    instance.start({ done: false });
    const { id } = instance.only('task');
    instance.do({ type: 'task.complete', task: id, user: 'li' });
    expect(instance.only('task').id).toBeGreaterThan(id);
    instance.now += 86_400_000;
    instance.do({ type: 'timer.fire', timer: instance.only('timer', 'late.1').id });
    expect(instance.only('task').element).toBe('task.1');
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li', variables: { done: true } });
    expect(instance.state?.status).toBe('completed');
    expect(Object.keys(toStatechart(instance.procedures[0]!).states)).toContain('task.1');
  });
});
