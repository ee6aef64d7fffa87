import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Engine } from '../../engine/model/door.ts';
import type { Clock } from './clock.ts';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/**
 * What the process has when it hands over to the domain. `Schema` is the table types of whoever asks: the server's own
 * joined with those of the engine.
 */
// biome-ignore lint/suspicious/noExplicitAny: platform code knows no tables; each reader names the schema it reads.
export interface Base<Schema = any> {
  readonly settings: Settings;
  /** The pool below `database`, for migrations. */
  readonly pool: Pool;
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secrets: Secrets;
  /** Whether the process can serve; parts add their own checks. */
  readonly health: Health;
  /** What the process counts. */
  readonly metrics: Metrics;
}

/** What every route, service and action gets. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export interface Deps<Schema = any> extends Base<Schema> {
  readonly engine: Engine;
}
