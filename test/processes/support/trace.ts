import type { HistoryEvent } from '../../../engine/model/event.ts';
import type { Simulation } from '../../../engine/model/simulation.ts';
import type { JobWait, TaskWait } from '../../../engine/model/wait.ts';

/** `2026-11-24 17:30` in Asia/Shanghai. */
export const momentText = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** An open task: who may take it, who may not, until when. */
export function taskLine(task: TaskWait): string {
  const who = [...(task.assignee ? [`@${task.assignee}`] : []), ...task.candidateGroups].join(' ');
  const but = task.excludedUsers.length > 0 ? ` but ${task.excludedUsers.join(' ')}` : '';
  const due = task.due === undefined ? '' : ` until ${momentText(task.due)}`;
  return `+ ${task.element} [${who}${but}]${due}${task.priority === 50 ? '' : ` priority ${task.priority}`}`;
}

/** An action that is carried out: its type, its headers, its inputs. */
export function jobLine(job: JobWait): string {
  const words = [
    ...Object.values(job.headers),
    ...Object.entries(job.input).map(([name, value]) => `${name}=${value}`),
  ];
  return `! ${job.type}(${words.join('; ')})`;
}

/** Gives, at each call, the lines of what has happened since the one before. */
export function tracer(simulation: Simulation): () => string[] {
  let told = 0;
  return () => {
    const events = simulation.trace.slice(told);
    told += events.length;
    return events.flatMap(line);
  };
}

/** One line an event; entering and leaving by the way are told by the flows. */
function line(event: HistoryEvent): string[] {
  switch (event.type) {
    case 'instance.started':
      return [`start ${event.procedure}`];
    case 'flow':
      return [event.flow.replace('--', ' → ')];
    case 'left':
      return event.how === 'interrupted' ? [`✂ ${event.element}`] : [];
    case 'called':
      return [`call ${event.element} → ${event.procedure}`];
    case 'task.completed':
      return [`✓ ${event.element} by ${event.user}`];
    case 'timer.fired':
      return [`⏱ ${event.element}`];
    case 'message.received':
      return [`✉ ${event.name} at ${event.element}`];
    case 'decision.evaluated':
      return [`= ${event.decision} ${JSON.stringify(event.output)}`];
    case 'incident.raised':
      return [`? ${event.element} ${event.code}: ${event.message}`];
    case 'instance.completed':
    case 'instance.terminated':
      return [event.type.slice('instance.'.length)];
    default:
      return [];
  }
}
