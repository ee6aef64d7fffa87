import { fireAlarms } from './alarms/fire.ts';
import type { ServerDeps } from './deps.ts';
import { tellFacts } from './facts/tell.ts';
import { tidy } from './housekeeping.ts';
import { type Background, inBackground } from './platform/background.ts';
import { Courier } from './webhooks/courier.ts';

/** How often alarms are looked for: they speak of working days, so a quarter of a minute is soon enough. */
const alarmPause = 15_000;
/** Changed facts are told when they change; this finds what a dead process left, and new cases. */
const factPause = 2_000;
const tidyPause = 3_600_000;

/**
 * What works beside the requests: timers and jobs of the engine, the alarms of steps, facts to be
 * told, what is thrown away, and the outbox of webhooks.
 */
export function workersOf(deps: ServerDeps): Background {
  const alarms = inBackground(
    () => fireAlarms(deps),
    alarmPause,
    (error) => deps.logger.error({ err: error }, 'alarms failed'),
  );
  const facts = inBackground(
    () => tellFacts(deps),
    factPause,
    (error) => deps.logger.error({ err: error }, 'facts could not be told'),
  );
  const housekeeping = inBackground(
    () => tidy(deps),
    tidyPause,
    (error) => deps.logger.error({ err: error }, 'housekeeping failed'),
  );
  const courier = new Courier(deps);
  return {
    start() {
      deps.engine.startWorkers();
      alarms.start();
      facts.start();
      housekeeping.start();
      courier.start();
    },
    async stop() {
      await Promise.all([alarms.stop(), facts.stop(), housekeeping.stop(), courier.stop()]);
      await deps.engine.stop();
    },
  };
}
