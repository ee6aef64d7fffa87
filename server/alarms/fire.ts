import { addEvent } from '../cases/timeline.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { liveOf } from '../live/hub.ts';
import { sendNotice } from '../notices/send.ts';
import { handsOf, lockDue, markFired, townsWithDue } from './queries.ts';

type Needs = Pick<ServerDeps, 'database' | 'clock' | 'secrets'>;

const batch = 100;

/** Says everything that is due, in every town or in one; answers how much. Each batch is one transaction: nothing is said twice or half. */
export async function fireAlarms(deps: Needs, town?: number): Promise<number> {
  const now = deps.clock.now();
  let fired = 0;
  for (const one of town === undefined ? await townsWithDue(deps.database, now) : [town]) {
    for (;;) {
      const count = await deps.database.transaction().execute((trx) => fireBatch(deps, trx, one, now));
      fired += count;
      if (count > 0) liveOf(deps).publish(one, { topic: 'notice' });
      if (count < batch) break;
    }
  }
  return fired;
}

async function fireBatch(deps: Needs, trx: Trx, town: number, now: Date): Promise<number> {
  const due = await lockDue(trx, town, now, batch);
  for (const alarm of due) {
    const hands = await handsOf(trx, town, alarm.instance_id, alarm.task_no);
    await markFired(trx, town, alarm.instance_id, alarm.task_no, alarm.alarm_no, now);
    if (!hands) continue;
    const text = sentence(alarm.verb, alarm.step);
    for (const to of alarm.audience === 'assignee' ? hands : [alarm.audience]) {
      const cause = `alarm|${alarm.instance_id}|${alarm.task_no}|${alarm.alarm_no}`;
      await sendNotice(trx, town, { to, text, case: alarm.case_id, cause }, now);
    }
    if (alarm.case_id)
      await addEvent(trx, deps, town, { case: alarm.case_id, at: now, kind: 'system', who: null, text });
  }
  return due.length;
}

function sentence(verb: string, step: string): string {
  if (verb === '提醒') return `提醒：“${step}”快到期`;
  if (verb === '超期') return `“${step}”已超期`;
  return `${verb}：“${step}”已超期未办`;
}
