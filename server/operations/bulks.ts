import type { Command } from '../../engine/model/command.ts';
import type { IncidentCode } from '../../engine/model/instance.ts';
import type { BulkFailure, Bulk as EngineBulk, BulkOrder as EngineOrder } from '../../engine/model/operations.ts';
import type { Rejection } from '../../engine/model/rejection.ts';
import { record } from '../audit/record.ts';
import { localIso } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import type { Bulk, BulkFailures, BulkList, BulkOrder } from './change.contract.ts';
import { inWords, optionsOf } from './command.ts';
import { engineChoice, pageOf } from './filter.ts';
import { namingFor } from './naming.ts';
import { incidentWords, refusalWords, sayRefusal } from './words.ts';

type Page = { readonly cursor?: string; readonly limit?: number };

/** Writes down an order for many instances; a worker carries it out. The same key begins it once. */
export async function beginBulk(deps: ServerDeps, me: Me, order: BulkOrder, repeat: Repeat): Promise<Bulk> {
  const choice = await engineChoice(deps, me.town, order.choice);
  const bulk = await inWords(
    deps.engine.operations.begin(me.town, { ...order, choice } as EngineOrder, optionsOf(me, repeat)),
  );
  const now = deps.clock.now();
  await deps.database.transaction().execute(async (trx) => {
    await repeat.keep(trx, now, { status: 202, text: JSON.stringify(bulkView(bulk)) });
    const details = { kind: bulk.kind, total: bulk.total, reason: bulk.reason };
    await record(trx, me.town, { at: now, by: actorOf(me), action: 'operations.bulk', object: bulk.id, details });
  });
  return bulkView(bulk);
}

/** Leaves undone what has not begun. */
export async function stopBulk(deps: ServerDeps, me: Me, id: string, repeat: Repeat): Promise<Bulk> {
  const before = await demandBulk(deps, me.town, id);
  const bulk = await inWords(deps.engine.operations.stopBulk(me.town, id, optionsOf(me, repeat)));
  if (before.status === 'running') {
    const entry = { at: deps.clock.now(), by: actorOf(me), action: 'operations.bulk-stop' as const, object: id };
    await deps.database.transaction().execute((trx) => record(trx, me.town, entry));
  }
  return bulkView(bulk);
}

export async function demandBulk({ engine }: Pick<ServerDeps, 'engine'>, town: number, id: string): Promise<Bulk> {
  const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
  const found = uuid ? await engine.operations.bulk(town, id) : undefined;
  if (!found) throw new Problem(404, 'bulk-not-found', '没有找到这次批量处理');
  return bulkView(found);
}

export async function listBulks({ engine }: Pick<ServerDeps, 'engine'>, town: number, page: Page): Promise<BulkList> {
  const { items, next } = await engine.operations.bulks(town, pageOf(page));
  return { items: items.map(bulkView), next: next ?? null };
}

/** The instances that the order could not be carried out on, with the reason in words. */
export async function bulkFailures(deps: ServerDeps, town: number, id: string, page: Page): Promise<BulkFailures> {
  const { kind } = await demandBulk(deps, town, id);
  const { items, next } = await deps.engine.operations.bulkFailures(town, id, pageOf(page));
  const naming = await namingFor(deps, town, { procedures: [], cases: items.map(({ businessKey }) => businessKey) });
  return {
    items: items.map((one) => ({
      instance: one.instance,
      number: naming.number(one.businessKey),
      code: one.code,
      text: sayFailure(one, kind),
    })),
    next: next ?? null,
  };
}

/** The command that a bulk gives to each instance. */
const commands: Readonly<Record<Bulk['kind'], Command['type']>> = {
  migrate: 'migrate',
  retry: 'incident.resolve',
  suspend: 'suspend',
  resume: 'resume',
  cancel: 'cancel',
  modify: 'modify',
};

/** A refusal of the engine, or the incident that the instance ran into again. */
function sayFailure({ code }: BulkFailure, kind: Bulk['kind']): string {
  const again = incidentWords[code as IncidentCode];
  if (again) return `又停住了：${again.cause}`;
  if (code in refusalWords) return sayRefusal({ code: code as Rejection['code'] }, commands[kind]);
  return '多次尝试都没有成功，请打开这一件查看';
}

const bulkView = (bulk: EngineBulk): Bulk => ({
  id: bulk.id,
  kind: bulk.kind,
  reason: bulk.reason,
  by: bulk.by.name ?? '系统',
  status: bulk.status,
  total: bulk.total,
  done: bulk.done,
  failed: bulk.failed,
  created: localIso(bulk.created),
  ended: bulk.ended && localIso(bulk.ended),
});
