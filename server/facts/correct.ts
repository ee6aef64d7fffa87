import { record } from '../audit/record.ts';
import { demandOpenCase } from '../cases/find.ts';
import { addEvent } from '../cases/timeline.ts';
import { facts as known } from '../catalogue/facts.ts';
import type { ServerDeps } from '../deps.ts';
import { nothing, type Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me, signatureOf } from '../identity/guard.ts';
import { caseVariables } from '../intake/facts.ts';
import { liveOf } from '../live/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { FactsCorrection } from './contract.ts';
import { setFacts } from './queries.ts';
import { noteFacts, tellFacts } from './tell.ts';

/** Corrects what is known of a case, with a reason; its procedures see it at once. The level stays with who grades. */
export async function correctFacts(
  deps: ServerDeps,
  me: Me,
  id: string,
  { facts, reason }: FactsCorrection,
  repeat: Repeat,
): Promise<void> {
  const { database, clock } = deps;
  const row = await demandOpenCase(deps, me.town, id);
  const now = clock.now();
  const [before, after] = [caseVariables(row, now), caseVariables({ ...row, facts }, now)];
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  if (changed.length === 0 && row.facts.since === facts.since)
    throw new Problem(422, 'facts-same', '没有改动', { field: '/facts' });
  await database.transaction().execute(async (trx) => {
    await repeat.keep(trx, now, nothing);
    await setFacts(trx, me.town, id, facts, facts.people, facts.amount ?? null);
    await noteFacts(trx, { town: me.town, case: id, before, after }, now);
    await addEvent(trx, deps, me.town, {
      ...{ case: id, at: now, kind: 'person', who: signatureOf(me), detail: reason },
      text: `更正事实：${changed.map((name) => sentence(name, before[name], after[name])).join('，') || '起始时间'}`,
    });
    await record(trx, me.town, {
      ...{ at: now, by: actorOf(me), action: 'process.variables', object: row.number },
      details: { names: changed },
    });
  });
  await tellFacts(deps, { town: me.town, case: id });
  liveOf(deps).publish(me.town, { topic: 'case', id });
}

/** 涉及人数由 5 改为 8；有暴力情形改为“是” */
function sentence(name: string, before: unknown, after: unknown): string {
  const title = known.get(name)?.title ?? name;
  if (typeof after === 'boolean') return `${title}改为“${after ? '是' : '否'}”`;
  const word = (value: unknown) => (value === null || value === undefined ? '未知' : ` ${value} `);
  return `${title}由${word(before)}改为${word(after).trimEnd()}`;
}
