import { Type } from 'typebox';
import { Refusal } from '../../engine/model/door.ts';
import { setCaseWilling } from '../cases/queries.ts';
import { addEvent } from '../cases/timeline.ts';
import type { Binding } from '../catalogue/types.ts';
import type { Role } from '../identity/contract.ts';
import { actingRole } from '../identity/guard.ts';
import { listParties, setWilling } from './queries.ts';

const Willingness = Type.Object(
  {
    parties: Type.Array(
      Type.Object({ party: Type.String({ format: 'uuid' }), willing: Type.Boolean() }, { additionalProperties: false }),
      { minItems: 1, maxItems: 40 },
    ),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);

/** Which party agrees to mediation (人民调解法 17: 当事人一方明确拒绝调解的，不得调解). Every party must be asked. */
export const willingness: Binding = {
  name: 'willingness',
  title: '各方调解意愿',
  schema: Willingness,
  async load({ trx, town, case: caseId }) {
    const parties = await listParties(trx, town, caseId);
    const asked = parties.flatMap((party) =>
      party.willing === null ? [] : [{ party: party.party_id, willing: party.willing }],
    );
    return asked.length > 0 ? { parties: asked } : undefined;
  },
  async save({ trx, town, case: caseId, actor, now, deps, field }, value) {
    const answers = new Map<string, boolean>(
      value.parties.map((answer: { party: string; willing: boolean }) => [answer.party, answer.willing]),
    );
    const parties = await listParties(trx, town, caseId);
    if (parties.some((party) => !answers.has(party.party_id)))
      throw new Refusal('willingness-missing', '还有当事人没有征求意愿', `${field}/parties`);
    for (const [party, willing] of answers) {
      if (!(await setWilling(trx, town, caseId, party, willing)))
        throw new Refusal('party-unknown', '当事人不属于本案', `${field}/parties`);
    }
    const willing = [...answers.values()].every(Boolean);
    await setCaseWilling(trx, town, caseId, willing);
    await addEvent(trx, deps, town, {
      case: caseId,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as Role[]) },
      text: willing ? '征求意愿：各方愿意调解' : '征求意愿：有当事人明确拒绝调解',
      detail: value.note,
    });
    return { willing };
  },
};
