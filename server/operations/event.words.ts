import type { HistoryEvent } from '../../engine/model/event.ts';
import type { IncidentCode } from '../../engine/model/instance.ts';
import { facts } from '../catalogue/facts.ts';
import { messages } from '../catalogue/messages.ts';
import { partsOf } from './naming.ts';
import { incidentWords } from './words.ts';

/** What the words of an event need to know. */
export interface Speaker {
  /** Name of an element of the procedure that the event is about. */
  readonly step: (element: string) => string;
  /** Name of a colleague. */
  readonly person: (id: string) => string;
  /** Name of a process by the key of a version. */
  readonly process: (key: string) => string;
}

const messageTitle = (name: string) => messages.find((one) => one.name === name)?.title ?? name;
const factTitles = (names: readonly string[]) => names.map((name) => facts.get(name)?.title ?? name).join('、');
const because = (reason: string | undefined) => (reason ? `：${reason}` : '');

/**
 * One event as a line of the history; undefined for what only the diagram shows. The reasons of administrators are told,
 * what others typed is not.
 */
export function lineOf(event: HistoryEvent, { step, person, process }: Speaker): string | undefined {
  const at = 'element' in event ? `“${step(event.element)}”` : '';
  switch (event.type) {
    case 'instance.started':
      return `“${process(event.procedure)}”第 ${partsOf(event.procedure).version} 版开始`;
    case 'instance.completed':
      return '办结';
    case 'instance.terminated':
      return '按流程终止';
    case 'instance.cancelled':
      return '撤销';
    case 'instance.suspended':
      return `暂停${because(event.reason)}`;
    case 'instance.resumed':
      return `恢复${because(event.reason)}`;
    case 'modified':
      return `调整了 ${event.changes.length} 处所在步骤${because(event.reason)}`;
    case 'migrated':
      return `由第 ${partsOf(event.plan.from).version} 版迁移到第 ${partsOf(event.plan.to).version} 版${because(event.reason)}`;
    case 'entered':
      return `到了${at}`;
    case 'left':
      return event.how === 'completed' ? `${at}办完` : `${at}中断`;
    case 'called':
      return `转到“${process(event.procedure)}”`;
    case 'task.claimed':
      return `${person(event.user)}签收${at}`;
    case 'task.released':
      return `${person(event.user)}退回${at}`;
    case 'task.transferred':
      return `${at}转交${person(event.user)}`;
    case 'task.completed':
      return `${person(event.user)}完成${at}`;
    case 'task.delegated':
      return `${person(event.user)}把${at}委托${person(event.to)}办理`;
    case 'task.resolved':
      return `${person(event.user)}把${at}交回${person(event.to)}`;
    case 'task.returned':
      return `${person(event.user)}由${at}退回“${step(event.to)}”`;
    case 'job.failed':
      return event.left > 0 ? `${at}自动办理未成功，还会再试 ${event.left} 次` : `${at}自动办理未成功，不再重试`;
    case 'error.thrown':
      return `${at}出现错误 ${event.code}${event.caught ? `，转到“${step(event.caught)}”` : ''}`;
    case 'escalation.thrown':
      return `${at}上报 ${event.code}${event.caught ? `，转到“${step(event.caught)}”` : ''}`;
    case 'signal.thrown':
      return `发出通知“${event.name}”`;
    case 'signal.received':
      return `收到通知“${event.name}”`;
    case 'message.thrown':
      return `发出消息“${messageTitle(event.name)}”`;
    case 'message.received':
      return `收到消息“${messageTitle(event.name)}”`;
    case 'compensation.thrown':
      return `撤回做过的步骤：${event.activities.map(step).join('、') || '无'}`;
    case 'condition.met':
      return `${at}的条件成立`;
    case 'activated':
      return `选办${at}`;
    case 'timer.fired':
      return `${at}到时`;
    case 'variables.set':
      return `记下事实：${factTitles(Object.keys(event.variables)) || '无'}`;
    case 'decision.evaluated':
      return event.matched.length > 0
        ? `${at}按规则第 ${event.matched.map((row) => row + 1).join('、')} 条得出结果`
        : `${at}按规则得出结果`;
    case 'incident.raised':
      return `停在${at}：${incidentWords[event.code as IncidentCode]?.cause ?? '原因不明'}`;
    case 'incident.resolved':
      return `${at}重试`;
    case 'incident.skipped':
      return `跳过${at}${because(event.reason)}`;
    default:
      return undefined;
  }
}
