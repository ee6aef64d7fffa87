import { fireAlarms } from './alarms/fire.ts';
import type { ServerDeps } from './deps.ts';
import { type Background, inBackground } from './platform/background.ts';

/** How often alarms are looked for: they speak of working days, so a quarter of a minute is soon enough. */
const alarmPause = 15_000;

/** What works beside the requests: timers and jobs of the engine, and the alarms of steps. */
export function workersOf(deps: ServerDeps): Background {
  const alarms = inBackground(
    () => fireAlarms(deps),
    alarmPause,
    (error) => deps.logger.error({ err: error }, 'alarms failed'),
  );
  return {
    start() {
      deps.engine.startWorkers();
      alarms.start();
    },
    async stop() {
      await Promise.all([alarms.stop(), deps.engine.stop()]);
    },
  };
}
