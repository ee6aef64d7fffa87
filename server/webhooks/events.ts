import type { Accepted } from '../../engine/model/door.ts';
import type { HistoryEvent } from '../../engine/model/event.ts';
import type { FlowNode } from '../../engine/model/procedure.ts';
import { localIso } from '../calendar/zone.ts';
import { isStage } from '../cases/stages.ts';
import type { EventKind } from './contract.ts';
import type { Message } from './message.ts';

export interface OutgoingEvent {
  readonly kind: EventKind;
  readonly data: Omit<Message['data'], 'town' | 'case' | 'instance' | 'process' | 'version'>;
}

/** What is known of an instance beside the command that was carried out. */
export interface About {
  /** The node that an event is about, in whichever of the instance's procedures has it. */
  readonly node: (event: HistoryEvent) => FlowNode | undefined;
  /** Stage of the case before the command; null when the instance does not lead a case. */
  readonly stage: string | null;
}

/** What a command made happen that other systems may be told, in order. */
export function outgoing({ command, outcome, state, instance, businessKey }: Accepted, about: About): OutgoingEvent[] {
  const events: OutgoingEvent[] = [];
  const tell = (kind: EventKind, data: OutgoingEvent['data'] = {}) => events.push({ kind, data });
  const order = state.scopes.findLast(({ v }) => typeof v.order === 'string')?.v.order as string | undefined;
  const orderIs = order === undefined ? {} : { order };
  let { stage } = about;
  if (command.type === 'start' && instance === businessKey) tell('case.registered');
  for (const event of outcome.events) {
    const node = about.node(event);
    const step = node ? { step: { element: node.id, name: node.name } } : {};
    switch (event.type) {
      case 'instance.started':
        tell('instance.started');
        break;
      case 'entered':
        if (stage !== null && isStage(node?.stage) && node.stage !== stage) {
          stage = node.stage;
          tell('stage.changed', { stage });
        }
        break;
      case 'task.completed':
        tell('task.completed', { ...step, task: event.task });
        break;
      case 'job.completed':
        if (node?.job?.type === 'order.issue') tell('order.issued', orderIs);
        break;
      case 'message.received':
        if (event.name === 'order.signed') tell('order.signed', { order: event.key });
        if (event.name === 'order.reported') tell('order.answered', { order: event.key });
        break;
      case 'incident.raised':
        tell('incident.raised', { ...step, incident: { number: event.incident, code: event.code } });
        break;
      case 'incident.resolved':
      case 'incident.skipped':
        tell('incident.resolved', step);
        break;
      case 'instance.completed':
      case 'instance.terminated':
        tell('instance.completed');
        break;
      case 'instance.cancelled':
        tell('instance.cancelled');
        break;
      default:
    }
  }
  const opened = outcome.effects.flatMap((effect): OutgoingEvent[] => {
    if (effect.type !== 'opened' || effect.wait.kind !== 'task') return [];
    const { id, element, name, due } = effect.wait;
    const when = due === undefined ? {} : { due: localIso(due) };
    return [{ kind: 'task.created', data: { step: { element, name }, task: id, ...when } }];
  });
  return [...events, ...opened];
}
