import { Type } from 'typebox';
import { Refusal } from '../../engine/model/door.ts';
import { addEvent } from '../cases/timeline.ts';
import type { Binding } from '../catalogue/types.ts';
import type { Trx } from '../db/schema.ts';
import type { Role } from '../identity/contract.ts';
import { actingRole } from '../identity/guard.ts';
import { nextStatus } from '../mediation/lifecycle.ts';
import { lastAgreement, updateAgreement } from '../mediation/queries.ts';
import { seal } from '../mediation/sealed.ts';
import { caseHead } from '../orders/case.queries.ts';
import { uuidv7 } from '../platform/ids.ts';
import { completeFollowup, openFollowup, planFollowup } from './queries.ts';

const Followup = Type.Object({
  channel: Type.Union([Type.Literal('phone'), Type.Literal('visit'), Type.Literal('door')]),
  satisfaction: Type.Union([Type.Literal('satisfied'), Type.Literal('basically'), Type.Literal('unsatisfied')]),
  performed: Type.Union([Type.Literal('yes'), Type.Literal('partly'), Type.Literal('no'), Type.Literal('none')]),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
});

interface FollowupValue {
  channel: 'phone' | 'visit' | 'door';
  satisfaction: 'satisfied' | 'basically' | 'unsatisfied';
  performed: 'yes' | 'partly' | 'no' | 'none';
  note?: string;
}

const satisfactionText = { satisfied: '满意', basically: '基本满意', unsatisfied: '不满意' } as const;
const performedText = { yes: '协议已履行', partly: '协议部分履行', no: '协议未履行', none: '没有协议' } as const;

/** The record of a follow-up visit (回访记录), by someone other than the handler. */
export const followup: Binding = {
  name: 'followup',
  title: '回访记录',
  schema: Followup,
  async save(context, value: FollowupValue) {
    const { trx, town, actor, now, deps } = context;
    const head = await caseHead(trx, town, context.case);
    if (head?.mediator === actor.id)
      throw new Refusal('visitor-is-handler', '经办人不能回访自己办的案件，请转给其他人', context.field);
    const cause = `${context.instance}:${context.task.no}`;
    const planned =
      (await openFollowup(trx, town, context.case)) ??
      (await planFollowup(trx, { town_id: town, followup_id: uuidv7(now), case_id: context.case, cause, due_at: now }));
    await completeFollowup(trx, town, planned.followup_id, {
      done_at: now,
      visitor: actor.id,
      channel: value.channel,
      satisfaction: value.satisfaction,
      performed: value.performed,
      note_enc: seal(deps, 'followup', planned.followup_id, 'note', value.note ?? ''),
    });
    await notePerformance(trx, town, context.case, value.performed);
    await addEvent(trx, deps, town, {
      case: context.case,
      at: now,
      kind: value.channel === 'phone' ? 'phone' : 'person',
      who: { name: actor.name, role: actingRole(actor.roles as readonly Role[]) },
      text: `回访：${satisfactionText[value.satisfaction]}，${performedText[value.performed]}`,
      detail: value.note ?? null,
    });
    return { satisfied: value.satisfaction !== 'unsatisfied', performed: value.performed };
  },
};

/** An agreement in force that was performed, or was not, is so from now on. */
async function notePerformance(
  trx: Trx,
  town: number,
  caseId: string,
  performed: FollowupValue['performed'],
): Promise<void> {
  const agreement = await lastAgreement(trx, town, caseId);
  if (!agreement || (agreement.status !== 'effective' && agreement.status !== 'breached')) return;
  if (performed === 'yes')
    await updateAgreement(trx, town, agreement.agreement_id, { status: nextStatus(agreement.status, 'perform') });
  if (performed === 'no' && agreement.status === 'effective') {
    await updateAgreement(trx, town, agreement.agreement_id, { status: nextStatus(agreement.status, 'breach') });
  }
}
