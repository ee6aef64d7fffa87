import type { Accepted, Engine, Projection } from '../../engine/model/door.ts';
import type { HistoryEvent } from '../../engine/model/event.ts';
import type { Trx } from '../db/schema.ts';
import { actingRole } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import { sendNotice } from '../notices/send.ts';
import type { Secrets } from '../platform/secrets.ts';
import { briefCases, enterStages, hasTold, setMediator } from './queries.ts';
import { isStage } from './stages.ts';
import { addEvent, type NewEvent } from './timeline.ts';

interface Needs {
  readonly secrets: Secrets;
  /** Known only after the engine is made, which takes this projection. */
  engine(): Engine<Trx>;
}

/** Keeps the case abreast of its procedures: the stage it has reached, and what happened in its timeline. */
export const caseProjection =
  (deps: Needs): Projection<Trx> =>
  async (trx, town, accepted, now) => {
    const known = await briefCases(
      trx,
      town,
      accepted.flatMap(({ businessKey }) => (businessKey && /^[\da-f-]{36}$/i.test(businessKey) ? [businessKey] : [])),
    );
    const ours = accepted.filter(({ businessKey }) => businessKey !== null && known.has(businessKey));
    if (ours.length === 0) return [];
    const people = await namesOf(
      trx,
      town,
      ours.flatMap(({ actor, outcome }) => [
        actor.id,
        ...outcome.events.flatMap((event) => ('user' in event ? event.user : [])),
      ]),
    );
    const entered: { id: string; stage: string }[] = [];
    for (const one of ours) {
      const caseId = one.businessKey!;
      const nodes = await nodesOf(deps.engine(), town, one);
      const mediator = one.command.type === 'task.complete' ? mediatorOf(one) : undefined;
      if (mediator && people.has(mediator)) await setMediator(trx, town, caseId, mediator);
      for (const event of one.outcome.events) {
        // The lifecycle has the case's own id; what runs beside it (an order from the case page) leaves the stage alone.
        const leads = one.instance === caseId;
        const stage = leads && event.type === 'entered' ? nodes(event)?.stage : undefined;
        if (isStage(stage)) entered.push({ id: caseId, stage });
        const told = tell(event, nodes(event)?.name, one, people);
        // What was filled in at the step says more than that it was done.
        if (told && event.type === 'task.completed' && (await hasTold(trx, town, caseId, told.who?.name, now)))
          continue;
        if (told) await addEvent(trx, deps, town, { case: caseId, at: now, ...told });
        if (event.type === 'incident.raised') {
          const cause = `incident|${one.instance}|${event.incident}`;
          await sendNotice(
            trx,
            town,
            { to: 'admin', text: `流程在“${nodes(event)?.name ?? event.element}”停住，请处理`, cause },
            now,
          );
          await sendNotice(
            trx,
            town,
            { to: 'director', text: `案件 ${known.get(caseId)!.number} 的流程停住，已通知管理员`, case: caseId, cause },
            now,
          );
        }
      }
    }
    await enterStages(trx, town, entered, now);
    return [];
  };

/** Who handles the case, as the procedure that was just worked on says. */
const mediatorOf = ({ state, actor }: Accepted): string | undefined => {
  const said = state.scopes.findLast((scope) => typeof scope.v.mediator === 'string')?.v.mediator;
  return said === actor.id ? said : undefined;
};

type Told = Pick<NewEvent, 'kind' | 'who' | 'text' | 'detail'>;

/** The line that an event is worth in the timeline; most are not. */
function tell(
  event: HistoryEvent,
  name: string | undefined,
  { actor }: Accepted,
  people: Awaited<ReturnType<typeof namesOf>>,
): Told | undefined {
  const person = people.get(actor.id);
  const who = person ? { name: person.name, role: actingRole(person.roles) } : null;
  const system = (text: string): Told => ({ kind: 'system', who: null, text });
  switch (event.type) {
    case 'task.completed':
      return { kind: 'person', who, text: `完成“${name ?? event.element}”` };
    case 'task.transferred':
      if (event.user === actor.id) return { kind: 'person', who, text: `收回“${name ?? event.element}”的委托` };
      return {
        kind: 'person',
        who,
        text: `把“${name ?? event.element}”转交${people.get(event.user)?.name ?? '同事'}`,
        detail: event.reason ?? null,
      };
    case 'called':
      return system(`进入“${name ?? event.element}”`);
    case 'timer.fired':
      return name ? system(`到时：${name}`) : undefined;
    case 'incident.raised':
      return system(`流程在“${name ?? event.element}”停住，等管理员处理`);
    case 'incident.resolved':
      return system(`“${name ?? event.element}”的故障已排除`);
    case 'incident.skipped':
      return { ...system(`管理员跳过“${name ?? event.element}”，流程继续`), detail: event.reason };
    case 'instance.suspended':
      return { ...system('流程暂停'), detail: event.reason };
    case 'instance.resumed':
      return { ...system('流程恢复'), detail: event.reason ?? null };
    case 'modified':
      return { ...system('管理员调整了流程的步骤'), detail: event.reason };
    case 'migrated':
      return { ...system('流程换到新的一版'), detail: event.reason };
    default:
      return undefined;
  }
}

/** Finds the node that an event is about, in whichever of the instance's procedures has it. */
async function nodesOf(engine: Engine<Trx>, town: number, { state, outcome }: Accepted) {
  const keys = new Set(state.scopes.flatMap((scope) => scope.p ?? []));
  for (const event of outcome.events) if ('procedure' in event && event.procedure) keys.add(event.procedure);
  const procedures = await Promise.all([...keys].map((key) => engine.procedure(town, key)));
  return (event: HistoryEvent) => {
    if (!('element' in event)) return undefined;
    const own =
      'procedure' in event && event.type === 'entered'
        ? procedures.find((procedure) => procedure?.key === event.procedure)
        : undefined;
    return (
      own?.nodes[event.element] ?? procedures.find((procedure) => procedure?.nodes[event.element])?.nodes[event.element]
    );
  };
}
