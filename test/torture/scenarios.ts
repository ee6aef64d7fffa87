import type { Pool } from 'pg';
import { migrate } from '../../engine/index.ts';
import type { AckLog } from '../support/ack-log.ts';
import { by, engineOn, fixture, openTask, town } from '../support/engine.ts';
import { actions, ask, type Call, follow, prepare } from './calls.ts';

type On = ReturnType<typeof engineOn>;

/** What a scenario is given: an engine whose clock stands still, and callers that write down what they hear. */
interface Stage {
  readonly on: On;
  /** The instance of the answer, when there is one. */
  readonly ask: (key: string, call: Call) => Promise<string>;
}

export interface Scenario {
  /** Points of the workers that it passes; those of the batch it passes always. */
  readonly meets: readonly string[];
  readonly run: (stage: Stage) => Promise<void>;
}

/** Every accepted command passes these. */
export const batchPoints = ['batch:before-write', 'batch:after-write', 'batch:before-commit', 'batch:after-commit'];

/** When a point of the workers is passed; where a scenario has nothing of the kind, the pair cannot occur. */
export const workerPoints: Readonly<Record<string, string>> = {
  'job:claimed': 'a service task waits for a worker',
  'timer:claimed': 'a timer of an instance is due',
  'start:claimed': 'a procedure begins by the clock',
  'message:found': 'a kept message meets somebody who waits for it',
  'delivery:claimed': 'an instance throws something, or stopped at its budget',
  'delivery:done': 'an instance throws something, or stopped at its budget',
  'bulk:claimed': 'something was ordered for many instances',
  'bulk:done': 'something was ordered for many instances',
};

const start = (process: string, more: Readonly<Record<string, string | number>> = {}): Call => ({
  kind: 'start',
  process,
  variables: { level: 1, n: 0, department: '人社局', case: 'C-1', ...more },
});
const delivery = ['delivery:claimed', 'delivery:done'];

export const scenarios: Readonly<Record<string, Scenario>> = {
  'tasks claimed and completed': {
    meets: [],
    run: async ({ on, ask }) => {
      const instance = await ask('begin', start('mediation'));
      const task = await openTask(on.pool, instance, 'intake');
      await ask('claim', { kind: 'claim', instance, task });
      await ask('complete', { kind: 'complete', instance, task });
    },
  },
  'parallel branches joined': {
    meets: [],
    run: async ({ on, ask }) => {
      const instance = await ask('begin', start('mediation'));
      for (const element of ['intake', 'mediate', 'agreement', 'notice'])
        await ask(element, { kind: 'complete', instance, task: await openTask(on.pool, instance, element) });
    },
  },
  'a job with an effect': {
    meets: ['job:claimed'],
    run: async ({ on, ask }) => {
      await ask('begin', start('order'));
      await on.engine.drain();
    },
  },
  'timers of a task': {
    meets: ['timer:claimed'],
    run: async ({ on, ask }) => {
      await ask('begin', start('payment'));
      // What begins by the clock at the same moment is another scenario.
      await on.pool.query('update start_trigger set suspended = true where town_id = $1', [town]);
      on.clock.advance('PT20M');
      await on.engine.drain();
    },
  },
  'a message somebody waits for': {
    meets: [],
    run: async ({ ask }) => {
      await ask('begin', start('payment'));
      await ask('pay', { kind: 'message', name: 'agreement.paid', key: 'C-1' });
    },
  },
  'a message that came too early': {
    meets: ['message:found'],
    run: async ({ on, ask }) => {
      await ask('pay', { kind: 'message', name: 'agreement.paid', key: 'C-1', ttl: 'P1D' });
      await ask('begin', start('payment'));
      await on.engine.drain();
    },
  },
  'a procedure that begins by a message': {
    meets: [],
    run: async ({ ask }) => {
      await ask('new', { kind: 'message', name: 'order.new', key: 'O-1' });
    },
  },
  'a procedure that begins by the clock': {
    meets: ['start:claimed'],
    run: async ({ on }) => {
      on.clock.advance('PT20M');
      await on.engine.drain();
    },
  },
  'a signal that begins others': {
    meets: delivery,
    run: async ({ on, ask }) => {
      await ask('begin', start('storms'));
      await on.engine.drain();
    },
  },
  'work beyond the budget of a step, with calls': {
    meets: delivery,
    run: async ({ on, ask }) => {
      await ask('begin', start('counting'));
      await on.engine.drain();
    },
  },
  'an order for many instances': {
    meets: ['bulk:claimed', 'bulk:done'],
    run: async ({ on, ask }) => {
      const instances = [await ask('one', start('mediation')), await ask('two', start('mediation'))];
      await ask('suspend', { kind: 'suspend', instances });
      await on.engine.drain();
    },
  },
  'variables set, and cancelled': {
    meets: [],
    run: async ({ ask }) => {
      const instance = await ask('begin', start('payment'));
      await ask('note', { kind: 'note', instance, value: 1 });
      await ask('cancel', { kind: 'cancel', instance });
    },
  },
  'taken to another version': {
    meets: [],
    run: async ({ ask }) => {
      const instance = await ask('begin', start('mediation'));
      await ask('move', { kind: 'migrate', instance, from: 'mediation@2', to: 'mediation@1' });
    },
  },
};

/** Makes the template of a scenario's database: schema, procedures, the table of effects. */
export async function prepareScenarios(pool: Pool): Promise<void> {
  await migrate(pool);
  const on = engineOn('', { actions }, pool);
  await prepare(on);
  const text = fixture('mediation')[0]!.text.replace('name="登记"', 'name="受理"');
  await on.engine.deploy(town, [{ path: 'procedure.bpmn', text }], { by: by.actor, note: '' });
  await on.engine.stop();
}

/** Plays a scenario to its end. */
export async function play(url: string, log: AckLog<Call>, { run }: Scenario): Promise<void> {
  const on = engineOn(url, { actions, projections: [follow] });
  await run({
    on,
    ask: async (key, call) => {
      const answer = await ask(on, log, key, call);
      return answer && 'instance' in answer ? answer.instance : '';
    },
  });
  await on.close();
}
