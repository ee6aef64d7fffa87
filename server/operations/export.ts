import { Readable } from 'node:stream';
import type { HistoryEvent } from '../../engine/model/event.ts';
import type { LoggedEvent } from '../../engine/model/operations.ts';
import { record } from '../audit/record.ts';
import { localDate, localIso, localTime } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import type { InstanceQuery } from './contract.ts';
import { csvLines } from './csv.ts';
import { engineQuery, filterOf } from './filter.ts';
import { type Naming, namingFor, partsOf } from './naming.ts';
import { commandWords, eventWords } from './words.ts';

/** Names are looked up for so many events at once. */
const chunk = 500;
const columns = ['案件', '流程', '版本', '件号', '序号', '时间', '由谁', '做了什么', '事件', '步骤', '步骤编号'];
const actors = { user: '工作人员', department: '部门', system: '系统' } as const;

/**
 * The event log of the instances that match, oldest event first, as a stream: CSV for spreadsheets, JSON lines for process
 * mining. Who acted appears as what they are, never by name. The export is audited before it begins.
 */
export async function exportLog(
  deps: ServerDeps,
  me: Me,
  query: InstanceQuery,
  format: 'csv' | 'jsonl',
): Promise<Readable> {
  const filter = filterOf(query);
  const wanted = await engineQuery(deps, me.town, filter);
  const details = { format, filter: JSON.stringify(filter) };
  await deps.database
    .transaction()
    .execute((trx) =>
      record(trx, me.town, { at: deps.clock.now(), by: actorOf(me), action: 'operations.export', details }),
    );
  const events = named(deps, me.town, deps.engine.operations.exportHistory(me.town, wanted));
  return Readable.from(format === 'jsonl' ? jsonLines(events) : csvLines(columns, csvRows(events)));
}

type Named = readonly [LoggedEvent, Naming];

async function* named(deps: ServerDeps, town: number, events: AsyncIterable<LoggedEvent>): AsyncGenerator<Named> {
  const name = async (some: readonly LoggedEvent[]): Promise<Named[]> => {
    const naming = await namingFor(deps, town, {
      procedures: some.map(({ procedure }) => procedure),
      cases: some.map(({ businessKey }) => businessKey),
    });
    return some.map((event) => [event, naming] as const);
  };
  let waiting: LoggedEvent[] = [];
  for await (const event of events) {
    waiting.push(event);
    if (waiting.length < chunk) continue;
    yield* await name(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield* await name(waiting);
}

async function* csvRows(events: AsyncIterable<Named>): AsyncGenerator<(string | number)[]> {
  for await (const [event, naming] of events) {
    const { process, version } = partsOf(event.procedure);
    yield [
      naming.number(event.businessKey) ?? '',
      naming.procedure(event.procedure)?.name ?? process,
      version,
      event.instance,
      event.rev,
      `${localDate(event.at)} ${localTime(event.at)}`,
      actors[event.actor.kind],
      commandWords[event.command],
      eventWords[event.event as HistoryEvent['type']] ?? event.event,
      event.element === undefined ? '' : placeOf(event.procedure, event.element, naming),
      event.element ?? '',
    ];
  }
}

/** Name of an element; a flow without one is where it leads from and to. */
function placeOf(key: string, element: string, naming: Naming): string {
  const flow = naming.procedure(key)?.flows[element];
  if (!flow) return naming.step(key, element).name;
  return flow.name ?? `${naming.step(key, flow.source).name} → ${naming.step(key, flow.target).name}`;
}

async function* jsonLines(events: AsyncIterable<Named>): AsyncGenerator<string> {
  for await (const [event, naming] of events) {
    const name = event.element === undefined ? null : placeOf(event.procedure, event.element, naming);
    yield `${JSON.stringify({
      instance: event.instance,
      case: naming.number(event.businessKey),
      procedure: event.procedure,
      rev: event.rev,
      at: localIso(event.at),
      actor: event.actor.kind,
      command: event.command,
      event: event.event,
      element: event.element ?? null,
      name,
    })}\n`;
  }
}
