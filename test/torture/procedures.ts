import { inner, outer } from '../support/chain.ts';
import { by, type engineOn, fixture, town } from '../support/engine.ts';
import { byMessage, bySignal, byTime, passing, startedBy } from '../support/starts.ts';

/** What begins by itself: by the clock, by a message, by a signal that another throws. */
const hourly = startedBy('hourly', { tick: byTime('timeCycle', 'R/PT20M'), storm: bySignal('storm') });
const received = startedBy('received', { ordered: byMessage('ordered') });
const storms = passing('storms', 'intermediateThrowEvent', bySignal('storm'));

/** Work of every kind: tasks, jobs, timers, messages, calls, steps beyond their budget. */
export async function deployAll({ engine }: Pick<ReturnType<typeof engineOn>, 'engine'>): Promise<void> {
  const all = [fixture('mediation'), fixture('order'), fixture('payment'), inner, outer, hourly, received, storms];
  for (const files of all) await engine.deploy(town, files, { by: by.actor, note: '' });
}
