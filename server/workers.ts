import { fireAlarms } from './alarms/fire.ts';
import type { ServerDeps } from './deps.ts';
import { type Background, inBackground } from './platform/background.ts';
import { Courier } from './webhooks/courier.ts';

/** How often alarms are looked for: they speak of working days, so a quarter of a minute is soon enough. */
const alarmPause = 15_000;

/** What works beside the requests: timers and jobs of the engine, the alarms of steps, and the outbox of webhooks. */
export function workersOf(deps: ServerDeps): Background {
  const alarms = inBackground(
    () => fireAlarms(deps),
    alarmPause,
    (error) => deps.logger.error({ err: error }, 'alarms failed'),
  );
  const courier = new Courier(deps);
  return {
    start() {
      deps.engine.startWorkers();
      alarms.start();
      courier.start();
    },
    async stop() {
      await Promise.all([alarms.stop(), courier.stop(), deps.engine.stop()]);
    },
  };
}
