import { Type } from 'typebox';
import { dayTable } from '../../calendar/town.ts';
import { workCalendar } from '../../calendar/work-calendar.ts';
import { dayNumber, dayOfDate, localIso, startOfDay } from '../../calendar/zone.ts';
import { addEvent } from '../../cases/timeline.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { lastAgreement } from '../../mediation/queries.ts';
import { letterDate } from '../../orders/words.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { planFollowup } from '../queries.ts';

const days = 7;

/**
 * Plans the follow-up visit: 7 days after the agreement is to be performed, or after today when there is none or it was
 * performed on the spot. A day of rest moves it to the next working day; it is due when the centre opens.
 */
export const plan: ActionDefinition = {
  type: 'followup.plan',
  title: '安排回访',
  help: '协议履行期满后 7 日（没有协议的，从今天起 7 日）回访，遇休息日顺延。',
  input: Type.Object({ case: Type.String({ title: '案件' }) }),
  output: Type.Object({ followUpAt: Type.String({ title: '回访时间' }) }),
  async run({ trx, town, now }, job, deps) {
    const caseId = String(job.input.case);
    const [agreement, table] = [await lastAgreement(trx, town, caseId), await dayTable(deps.database, town)];
    const performed = agreement ? startOfDay(dayOfDate(agreement.perform_by)) : 0;
    const end = workCalendar(table).calendarDays(Math.max(performed, now.getTime()), days);
    const opens = table.hours[0]?.[0] ?? 0;
    const id = uuidv7(now);
    const due = new Date(startOfDay(dayNumber(end)) + opens * 60_000);
    const planned = await planFollowup(trx, {
      town_id: town,
      followup_id: id,
      case_id: caseId,
      cause: job.key,
      due_at: due,
    });
    if (planned.followup_id === id) {
      await addEvent(trx, deps, town, {
        case: caseId,
        at: now,
        kind: 'system',
        who: null,
        text: `安排${letterDate(due)}回访`,
      });
    }
    return { followUpAt: localIso(planned.due_at) };
  },
};
