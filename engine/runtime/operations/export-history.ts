import { type CompiledQuery, sql } from 'kysely';
import type { Command } from '../../model/command.ts';
import type { Actor } from '../../model/door.ts';
import type { HistoryEvent } from '../../model/event.ts';
import type { InstanceQuery, LoggedEvent } from '../../model/operations.ts';
import type { Database } from '../../store/statement.ts';
import { matchingInstances } from './filters.ts';
import { migratedInstances, ownProcedure } from './own-procedure.ts';

/** Commands fetched at a time. */
const slice = 500;

interface Row {
  readonly instance_id: string;
  readonly business_key: string | null;
  readonly procedure_key: string;
  readonly rev: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly command: Command;
  readonly events: readonly HistoryEvent[];
  readonly left_versions: readonly (readonly [number, string])[] | null;
}

/**
 * Every event of the matching instances, the oldest first, as of the moment of the first read. A cursor of the database
 * holds the place, so the memory it takes does not grow with the log; its transaction ends with the iteration.
 */
export async function* exportHistory(
  database: Database,
  town: number,
  query: InstanceQuery,
): AsyncGenerator<LoggedEvent, void, undefined> {
  const trx = await database.startTransaction().setAccessMode('read only').execute();
  try {
    const open = rowsOf(trx, town, query);
    await trx.executeQuery({ ...open, sql: `declare log no scroll cursor for ${open.sql}` });
    for (;;) {
      const { rows } = await sql<Row>`fetch forward ${sql.lit(slice)} from log`.execute(trx);
      for (const row of rows) yield* eventsOf(row);
      if (rows.length < slice) break;
    }
  } finally {
    await trx.rollback().execute();
  }
}

function rowsOf(database: Database, town: number, query: InstanceQuery): CompiledQuery {
  return matchingInstances(database, town, query)
    .innerJoin('history as h', (join) => join.onRef('h.instance_id', '=', 'i.instance_id').on('h.town_id', '=', town))
    .leftJoin(
      (from) =>
        from
          .selectFrom(sql<Pick<Row, 'instance_id' | 'left_versions'>>`(${migratedInstances(town)})`.as('x'))
          .selectAll()
          .as('m'),
      (join) => join.onRef('m.instance_id', '=', 'i.instance_id'),
    )
    .select(['i.instance_id', 'i.business_key', 'i.procedure_key', 'h.rev', 'h.at', 'h.actor', 'h.command', 'h.events'])
    .select('m.left_versions')
    .orderBy('h.at')
    .orderBy('i.instance_id')
    .orderBy('h.rev')
    .compile();
}

function* eventsOf(row: Row): Generator<LoggedEvent> {
  const own = ownProcedure(row.rev, row.procedure_key, row.left_versions);
  for (const event of row.events)
    yield {
      instance: row.instance_id,
      businessKey: row.business_key,
      procedure: event.type === 'entered' ? (event.procedure ?? own) : own,
      rev: row.rev,
      at: row.at,
      actor: row.actor,
      command: row.command.type,
      event: event.type,
      element: elementOf(event),
    };
}

/** The element that the event is about; of a flow, the flow. */
function elementOf(event: HistoryEvent): string | undefined {
  if ('element' in event) return event.element;
  return event.type === 'flow' ? event.flow : undefined;
}
