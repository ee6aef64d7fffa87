import type { ServerDeps } from '../deps.ts';
import { nothing, type Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me, signatureOf } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { demandOpenCase } from './find.ts';
import { citizenWithdrew } from './messages.ts';
import { addEvent } from './timeline.ts';
import { instancesOf } from './work.queries.ts';

/** The applicant takes the application back: what is under way stops, and the case goes on to 反馈 and the archive. */
export async function withdrawCase(
  deps: ServerDeps,
  me: Me,
  id: string,
  reason: string,
  repeat: Repeat,
): Promise<void> {
  const row = await demandOpenCase(deps, me.town, id);
  const outcome = await deps.engine.correlate(
    me.town,
    { name: citizenWithdrew.name, key: id, variables: {} },
    {
      actor: actorOf(me),
      companion: async ({ trx, now }) => {
        await repeat.keep(trx, now, nothing);
        await addEvent(trx, deps, me.town, {
          case: id,
          at: now,
          kind: 'person',
          who: signatureOf(me),
          text: '登记申请人撤回申请',
          detail: reason,
        });
      },
    },
  );
  if (!outcome)
    throw new Problem(409, 'not-withdrawable', '本案已过可以撤回的阶段', { params: { number: row.number } });
  await endSideProcedures(deps, me, id);
}

/** Orders that were started beside the lifecycle end with it; the lifecycle tells their departments. */
async function endSideProcedures({ engine, database }: ServerDeps, me: Me, id: string): Promise<void> {
  for (const { instance_id: instance, status } of await instancesOf(database, me.town, id)) {
    if (instance === id || status !== 'active') continue;
    await engine.cancel({ town: me.town, instance }, '申请人撤回申请', { actor: actorOf(me) });
  }
}
