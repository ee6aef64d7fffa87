import { mergeReason } from '../audit/projection.ts';
import { record } from '../audit/record.ts';
import type { ServerDeps } from '../deps.ts';
import { nothing, type Repeat } from '../idempotency/repeat.ts';
import { actingRole, actorOf, type Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { demandCase, demandOpenCase } from './find.ts';
import { closeCase, linkCases } from './queries.ts';
import { addEvent } from './timeline.ts';
import { instancesOf } from './work.queries.ts';

/** Says that two cases belong together; both go on. */
export async function linkCase(deps: ServerDeps, me: Me, id: string, other: string, repeat: Repeat): Promise<void> {
  const { database, clock } = deps;
  const [one, two] = [await demandCase(deps, me.town, id), await demandCase(deps, me.town, other)];
  demandDifferent(id, other);
  const now = clock.now();
  const who = { name: me.name, role: actingRole(me.roles) };
  await database.transaction().execute(async (trx) => {
    await repeat.keep(trx, now, nothing);
    await linkCases(trx, me.town, id, other, 'linked', now);
    await addEvent(trx, deps, me.town, { case: id, at: now, kind: 'person', who, text: `关联案件 ${two.number}` });
    await addEvent(trx, deps, me.town, { case: other, at: now, kind: 'person', who, text: `关联案件 ${one.number}` });
    await record(trx, me.town, {
      at: now,
      by: actorOf(me),
      action: 'case.link',
      object: one.number,
      details: { other: two.number },
    });
  });
}

/**
 * Merges a case into another that is about the same matter: its procedure ends, its file stays and is seen from the other
 * one. Refused while it has work of its own, such as an order that a department is acting on.
 */
export async function mergeCase(deps: ServerDeps, me: Me, id: string, into: string, repeat: Repeat): Promise<void> {
  const { engine, database } = deps;
  const from = await demandOpenCase(deps, me.town, id);
  const target = await demandOpenCase(deps, me.town, into);
  demandDifferent(id, into);
  const others = (await instancesOf(database, me.town, id)).filter(
    (one) => one.instance_id !== id && one.status === 'active',
  );
  if (others.length > 0)
    throw new Problem(409, 'case-busy', '本案还有交办单等事项未办结，不能并入', { params: { number: from.number } });
  const who = { name: me.name, role: actingRole(me.roles) };
  await engine.cancel({ town: me.town, instance: id }, `${mergeReason} ${target.number}`, {
    actor: actorOf(me),
    companion: async ({ trx, now }) => {
      await repeat.keep(trx, now, nothing);
      await closeCase(trx, me.town, id, 'merged', now, into);
      await linkCases(trx, me.town, id, into, 'merged', now);
      await addEvent(trx, deps, me.town, { case: id, at: now, kind: 'person', who, text: `并入 ${target.number}` });
      await addEvent(trx, deps, me.town, { case: into, at: now, kind: 'person', who, text: `${from.number} 并入本案` });
    },
  });
}

function demandDifferent(one: string, other: string): void {
  if (one.toLowerCase() === other.toLowerCase())
    throw new Problem(422, 'same-case', '不能与本案自身关联', { field: '/of' });
}
