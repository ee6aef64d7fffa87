import { record } from '../audit/record.ts';
import { demandCase } from '../cases/find.ts';
import type { ServerDeps } from '../deps.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { listParties } from '../parties/queries.ts';
import { openParty } from '../parties/read.ts';
import { Problem } from '../platform/problem.ts';
import { mayAct } from './rights.ts';
import { demandTask } from './task-id.ts';

/**
 * The parties as they are called, for the record of a step: one that says 赵某某 would be worth nothing. Only for who works
 * on the step, and the log has it before the person has the names; the reason is the step itself.
 */
export async function partyNames(deps: ServerDeps, me: Me, id: string, repeat: Repeat): Promise<readonly string[]> {
  const { database, clock } = deps;
  const task = await demandTask(deps, me, id);
  if (!mayAct(me, task)) throw new Problem(403, 'task-not-yours', '这项任务不由您办理');
  const file = await demandCase(deps, me.town, task.business_key ?? '');
  const parties = await listParties(database, me.town, file.case_id);
  if (!repeat.again) {
    const at = clock.now();
    await database.transaction().execute(async (trx) => {
      await repeat.keep(trx, at);
      const entry = {
        at,
        by: actorOf(me),
        action: 'case.names',
        object: file.number,
        details: { step: task.name },
      } as const;
      await record(trx, me.town, entry);
    });
  }
  return parties.map((row) => openParty(deps, row).name).filter((name) => name !== '');
}
