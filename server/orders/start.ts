import type { Outcome } from '../../engine/model/door.ts';
import { demandOpenCase } from '../cases/find.ts';
import { addEvent } from '../cases/timeline.ts';
import type { ServerDeps } from '../deps.ts';
import { actingRole, actorOf, type Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';

const process = 'dispatch-order';

/** Starts the dispatch procedure for a case, beside its lifecycle; answers the task in which the order is filled in. */
export async function startOrder(
  deps: ServerDeps,
  me: Me,
  caseId: string,
  key: string | undefined,
): Promise<{ task: string }> {
  const row = await demandOpenCase(deps, me.town, caseId);
  if (!(await deps.engine.latest(me.town, process))) {
    throw new Problem(409, 'procedure-missing', '还没有发布“基层发令”流程，请联系管理员', { params: { process } });
  }
  const outcome = await deps.engine.start(
    me.town,
    {
      process,
      businessKey: caseId,
      variables: {
        ...row.facts,
        case: caseId,
        level: row.level,
        score: row.score,
        type: row.type,
        mediator: row.mediator ?? me.id,
        starter: me.id,
        urgent: false,
      },
    },
    {
      actor: actorOf(me),
      ...(key ? { idempotencyKey: key } : {}),
      companion: async ({ trx, now }) => {
        const who = { name: me.name, role: actingRole(me.roles) };
        await addEvent(trx, deps, me.town, { case: caseId, at: now, kind: 'person', who, text: '发起交办单' });
      },
    },
  );
  const task = firstTask(outcome);
  if (!task) throw new Problem(409, 'order-no-task', '流程没有打开填写发令单的任务，请联系管理员');
  return { task };
}

function firstTask({ instance, effects }: Outcome): string | undefined {
  const opened = effects.find((effect) => effect.type === 'opened' && effect.wait.kind === 'task');
  return opened?.type === 'opened' ? `${instance}.${opened.wait.id}` : undefined;
}
