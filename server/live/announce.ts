import type { Accepted } from '../../engine/model/door.ts';
import type { LiveEvent } from './contract.ts';
import type { Live } from './hub.ts';

/** What a committed batch changed, each thing said once. */
export function announce(live: Live, town: number, accepted: readonly Accepted[]): void {
  const events = new Map<string, LiveEvent>();
  for (const { businessKey, outcome } of accepted) {
    const touchesTask = outcome.effects.some((effect) =>
      'wait' in effect ? effect.wait.kind === 'task' : effect.type === 'closed' && effect.kind === 'task',
    );
    if (touchesTask) events.set('tasks', { topic: 'tasks' });
    if (businessKey !== null) events.set(`case ${businessKey}`, { topic: 'case', id: businessKey });
    if (outcome.events.some((event) => event.type === 'job.completed')) events.set('notice', { topic: 'notice' });
  }
  for (const event of events.values()) live.publish(town, event);
}
