import { Type } from 'typebox';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { outcomeLabel } from '../outcome.ts';
import { closeCase } from '../queries.ts';
import { addEvent } from '../timeline.ts';

/** Ends the case with how it came out. A second time changes nothing. */
export const close: ActionDefinition = {
  type: 'case.close',
  title: '结案',
  help: '把案件记为已结，写明结果。',
  input: Type.Object({ case: Type.String({ title: '案件' }), outcome: Type.Optional(Type.String({ title: '结果' })) }),
  output: Type.Object({}),
  async run({ trx, town, now }, job, deps) {
    const { case: id, outcome } = job.input as { case: string; outcome?: string | null };
    if (!(await closeCase(trx, town, id, outcome ?? 'resolved', now))) return;
    await addEvent(trx, deps, town, {
      case: id,
      at: now,
      kind: 'system',
      who: null,
      text: `结案：${outcomeLabel(outcome ?? 'resolved')}`,
    });
  },
};
