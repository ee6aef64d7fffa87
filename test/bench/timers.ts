import { setTimeout as pause } from 'node:timers/promises';
import { copyInstance } from './copies.ts';
import { inPlace } from './place.ts';
import { measure, startInstances, throughEngine, town } from './workload.ts';

const MANY = Number(process.env.ONEDOOR_BENCH_WAITING ?? 100_000);
const CALLERS = 16;
/** Instances that callers work on at a time while timers fire. */
const PORTION = 64;

const reminder = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://onedoor.local/test">
  <bpmn:process id="reminder" name="提醒" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:intermediateCatchEvent id="later" name="稍后"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
      <bpmn:timerEventDefinition id="due"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="done" name="结束"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="later" />
    <bpmn:sequenceFlow id="f2" sourceRef="later" targetRef="done" />
  </bpmn:process>
</bpmn:definitions>`;

/**
 * 100,000 timers due at once: how many fire a second, and the p99 of callers meanwhile, taken every 320 completions: the
 * middle one and the worst. `--scale` only.
 */
export const timerFigures = (): Promise<readonly object[]> =>
  inPlace(async ({ engine, pool }) => {
    const actor = { kind: 'user', id: 'u-bench' } as const;
    await engine.deploy(town, [{ path: 'procedure.bpmn', text: reminder }], { by: actor, note: '' });
    const { instance } = await engine.start(town, { process: 'reminder' }, { actor });
    await pause(1_000);
    await copyInstance(pool, instance, MANY, ['instance', 'timer', 'history']);
    const fired = async () => (await pool.query('select 1 from timer limit 1')).rowCount === 0;
    const begin = performance.now();
    engine.startWorkers();
    const tails: number[] = [];
    while (!(await fired())) {
      const figure = await measure(CALLERS, await startInstances(engine, PORTION), throughEngine(engine));
      tails.push(figure.p99);
    }
    const perSecond = Math.round((MANY + 1) / ((performance.now() - begin) / 1000));
    tails.sort((a, b) => a - b);
    return [
      { figure: 'timers fired', timers: MANY + 1, perSecond, ratio: Math.round((perSecond / 3_000) * 100) / 100 },
      {
        figure: 'p99 of callers while timers fire',
        callers: CALLERS,
        p50: tails[tails.length >> 1],
        p99: tails.at(-1),
      },
    ];
  });
