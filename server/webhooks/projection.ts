import type { Accepted, Engine, Projection } from '../../engine/model/door.ts';
import type { HistoryEvent } from '../../engine/model/event.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import { localIso } from '../calendar/zone.ts';
import { briefCases } from '../cases/queries.ts';
import type { Trx } from '../db/schema.ts';
import { uuidv7 } from '../platform/ids.ts';
import { outgoing } from './events.ts';
import type { Message } from './message.ts';
import { activeWebhooks, insertDeliveries, type NewDelivery } from './queries.ts';

interface Needs {
  /** Known only after the engine is made, which takes this projection. */
  engine(): Engine<Trx>;
}

/**
 * Writes what a batch made happen into the outbox of every endpoint that wants it, in the batch's transaction: told if
 * and only if it happened. Runs before the projection that moves the stage of cases.
 */
export const webhookProjection =
  ({ engine }: Needs): Projection<Trx> =>
  async (trx, town, accepted, now) => {
    const webhooks = await activeWebhooks(trx, town);
    if (webhooks.length === 0) return [];
    const ids = accepted.flatMap(({ businessKey }) => (businessKey && uuid.test(businessKey) ? [businessKey] : []));
    const cases = await briefCases(trx, town, ids);
    const stages = new Map([...cases].map(([id, { stage }]) => [id, stage]));
    const rows: NewDelivery[] = [];
    for (const one of accepted) {
      const file = one.businessKey === null ? undefined : cases.get(one.businessKey);
      const root = one.state.scopes.find(({ t }) => t === undefined)?.p ?? startedWith(one);
      const at = root?.lastIndexOf('@') ?? -1;
      const stage = file && one.instance === file.case_id ? (stages.get(file.case_id) ?? null) : null;
      for (const { kind, data } of outgoing(one, { node: await nodeOf(engine(), town, one), stage })) {
        // Two commands to one case may be in one batch.
        if (file && data.stage !== undefined) stages.set(file.case_id, data.stage);
        const body: Message = {
          type: kind,
          timestamp: localIso(now),
          data: {
            town,
            ...(file ? { case: { id: file.case_id, number: file.number } } : {}),
            instance: one.instance,
            ...(root && at > 0 ? { process: root.slice(0, at), version: Number(root.slice(at + 1)) } : {}),
            ...data,
          },
        };
        for (const { webhook_id, kinds } of webhooks)
          if (kinds.includes(kind))
            rows.push({
              ...{ town_id: town, delivery_id: uuidv7(now), webhook_id, kind, instance_id: one.instance },
              ...{ case_number: file?.number ?? null, body, created_at: now },
            });
      }
    }
    await insertDeliveries(trx, rows);
    return [];
  };

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An instance that ended in its first step has no scope any more. */
function startedWith({ command, outcome }: Accepted): string | undefined {
  if (command.type === 'start') return command.procedure;
  const event = outcome.events.find(({ type }) => type === 'instance.started');
  return event?.type === 'instance.started' ? event.procedure : undefined;
}

async function nodeOf(engine: Engine<Trx>, town: number, one: Accepted) {
  const keys = new Set(one.state.scopes.flatMap(({ p }) => p ?? []));
  for (const event of one.outcome.events) if ('procedure' in event && event.procedure) keys.add(event.procedure);
  const found = await Promise.all([...keys].map((key) => engine.procedure(town, key)));
  const procedures = found.filter((procedure): procedure is Procedure => procedure !== undefined);
  return (event: HistoryEvent) => {
    if (!('element' in event)) return undefined;
    const named = 'procedure' in event ? procedures.find(({ key }) => key === event.procedure) : undefined;
    return [...(named ? [named] : []), ...procedures].find(({ nodes }) => nodes[event.element])?.nodes[event.element];
  };
}
