import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import { dayTable } from '../../calendar/town.ts';
import { workCalendar } from '../../calendar/work-calendar.ts';
import { localDate } from '../../calendar/zone.ts';
import { addEvent } from '../../cases/timeline.ts';
import type { Binding } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { caseHead } from '../../orders/case.queries.ts';
import { listParties } from '../../parties/queries.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { confirmationNote, effectOf } from '../effect.ts';
import { agreementNumber } from '../number.ts';
import { insertAgreement } from '../queries.ts';
import { seal } from '../sealed.ts';

const Side = Type.Union([Type.Literal('claimant'), Type.Literal('respondent')]);
const Agreement = Type.Object({
  kind: Type.Union([Type.Literal('written'), Type.Literal('oral')]),
  facts: Type.String({ minLength: 1, maxLength: 5000 }),
  content: Type.String({ minLength: 1, maxLength: 5000 }),
  mode: Type.String({ minLength: 1, maxLength: 500 }),
  performBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  amount: Type.Optional(Type.Number({ minimum: 0, maximum: 1e12 })),
  place: Type.Optional(Type.String({ maxLength: 200 })),
  confirm: Type.Optional(Type.Array(Side, { maxItems: 2 })),
});

interface AgreementValue {
  kind: 'written' | 'oral';
  facts: string;
  content: string;
  mode: string;
  performBy: string;
  amount?: number;
  place?: string;
  /** Sides that have signed; with both, and the seal that goes with it, a written agreement takes effect. */
  confirm?: ('claimant' | 'respondent')[];
}

/** The agreement that a mediation ends in (人民调解法 28–30). */
export const agreement: Binding = {
  name: 'agreement',
  title: '调解协议',
  schema: Agreement,
  async save(context, value: AgreementValue) {
    const { trx, town, actor, now, deps, field } = context;
    const id = uuidv7(now);
    const today = localDate(now);
    if (value.performBy < today) throw new Refusal('perform-by-past', '履行期限不能早于今天', `${field}/performBy`);
    const parties = await listParties(trx, town, context.case);
    const signed = new Set(value.confirm ?? []);
    const everybody = parties.every(({ side }) => signed.has(side));
    if (value.kind === 'written' && value.confirm && !everybody) {
      throw new Refusal('signature-missing', '书面协议要各方都签名、盖章或者按指印后才生效', `${field}/confirm`);
    }
    const sealedOn = value.kind === 'written' && everybody ? today : null;
    const calendar = workCalendar(await dayTable(deps.database, town));
    const effect = effectOf({ kind: value.kind, madeOn: today, signedOn: sealedOn, stampedOn: sealedOn }, calendar);
    const number = await agreementNumber(trx, town, now);
    const hide = (name: string, text: string) => seal(deps, 'agreement', id, name, text);
    await insertAgreement(trx, {
      town_id: town,
      agreement_id: id,
      case_id: context.case,
      cause: `${context.instance}:${context.task.no}`,
      number,
      kind: value.kind,
      status: effect.status,
      facts_enc: hide('facts', value.facts),
      content_enc: hide('content', value.content),
      mode_enc: hide('mode', value.mode),
      place_enc: value.place ? hide('place', value.place) : null,
      perform_by: value.performBy,
      amount: value.amount ?? null,
      made_on: today,
      signed_sides: [...signed],
      signed_on: sealedOn,
      stamped_on: sealedOn,
      effective_on: effect.effectiveOn,
      confirm_until: effect.confirmUntil,
      mediator: actor.id,
      mediator_name: actor.name,
      created_at: now,
    });
    const head = await caseHead(trx, town, context.case);
    await addEvent(trx, deps, town, {
      case: context.case,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as readonly Role[]) },
      text: `${value.kind === 'written' ? '制作调解协议书' : '登记口头协议'} ${number}${effect.effectiveOn ? '，自今天起生效' : ''}`,
      detail: confirmationNote(head?.type ?? '', effect) || null,
    });
    return { agreement: id, agreementKind: value.kind, performBy: value.performBy };
  },
};
