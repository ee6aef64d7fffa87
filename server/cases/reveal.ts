import type { Static } from 'typebox';
import { record } from '../audit/record.ts';
import type { ServerDeps } from '../deps.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { findParty } from '../parties/queries.ts';
import { openParty } from '../parties/read.ts';
import { Problem } from '../platform/problem.ts';
import type { Revealed } from './contract.ts';
import { demandCase } from './find.ts';

/** Opens one party's data to one person for a reason. The log has it before the person has the data. */
export async function revealParty(
  deps: ServerDeps,
  me: Me,
  id: string,
  party: string,
  reason: string,
  repeat: Repeat,
): Promise<Static<typeof Revealed>> {
  const { database, clock } = deps;
  const row = await demandCase(deps, me.town, id);
  const found = /^[\da-f-]{36}$/i.test(party) ? await findParty(database, me.town, id, party) : undefined;
  if (!found) throw new Problem(404, 'party-not-found', '没有找到这位当事人');
  const entry = {
    at: clock.now(),
    by: actorOf(me),
    action: 'case.reveal',
    object: row.number,
    details: { party, reason },
  } as const;
  if (!repeat.again)
    await database.transaction().execute(async (trx) => {
      await repeat.keep(trx, entry.at);
      await record(trx, me.town, entry);
    });
  const { name, phone, idNumber, address } = openParty(deps, found);
  return { name: name === '' ? '匿名' : name, phone, idNumber, address };
}
