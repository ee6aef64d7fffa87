import { createEngine } from '../engine/index.ts';
import type { Engine, JobAction, TownFacts } from '../engine/model/door.ts';
import { alarmProjection } from './alarms/projection.ts';
import { auditProjection } from './audit/projection.ts';
import { dayTable } from './calendar/town.ts';
import { workCalendar } from './calendar/work-calendar.ts';
import { caseProjection } from './cases/projection.ts';
import { actions } from './catalogue/actions.ts';
import { engineCatalogue } from './catalogue/engine.ts';
import type { Database, Db, Trx } from './db/schema.ts';
import { requestProjection } from './idempotency/repeat.ts';
import { activeRoles } from './identity/queries.ts';
import { draftProjection } from './inbox/projection.ts';
import { announce } from './live/announce.ts';
import { liveOf } from './live/hub.ts';
import type { Base } from './platform/deps.ts';
import { observeBatches } from './platform/metrics.ts';
import { traceEngine } from './platform/traced-engine.ts';
import { inSpan } from './platform/tracing.ts';
import { webhookProjection } from './webhooks/projection.ts';

/** The engine with the domain plugged into its seams: actions, facts of the town, projections, live pages. */
export function buildEngine(base: Base<Database>): Engine<Trx> {
  const { database, clock, logger } = base;
  const engine: Engine<Trx> = createEngine<Trx>({
    database,
    clock,
    logger,
    observer: observeBatches(base.metrics),
    facts: (town) => townFacts(database, town),
    actions: Object.fromEntries(
      actions.map((action): [string, JobAction<Trx>] => [
        action.type,
        (context, job) =>
          inSpan(
            `action ${action.type}`,
            { 'onedoor.town': job.town, 'onedoor.instance': job.instance, 'onedoor.attempt': job.attempt },
            () => action.run(context, job, base),
          ),
      ]),
    ),
    // What others are told first: it needs the stage that a case had before. The audit log last: its lock orders the batches of a town.
    projections: [
      webhookProjection({ engine: () => engine }),
      caseProjection({ secrets: base.secrets, engine: () => engine }),
      alarmProjection({ database, engine: () => engine }),
      draftProjection,
      requestProjection,
      auditProjection,
    ],
    catalogue: engineCatalogue,
    committed: (town, accepted) => announce(liveOf(base), town, accepted),
  });
  return traceEngine(engine);
}

/** How this town counts days, and which roles have anybody to do their work. */
async function townFacts(database: Db, town: number): Promise<TownFacts> {
  const [table, roles] = await Promise.all([dayTable(database, town), activeRoles(database, town)]);
  return { calendar: workCalendar(table), hasHands: (group) => roles.has(group) };
}
