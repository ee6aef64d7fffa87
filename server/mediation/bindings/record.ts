import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import { attachmentsAmong } from '../../attachments/queries.ts';
import { setMediator } from '../../cases/queries.ts';
import { addEvent } from '../../cases/timeline.ts';
import type { Binding } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { listParties } from '../../parties/queries.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { insertRecord } from '../queries.ts';
import { seal } from '../sealed.ts';

const Record = Type.Object({
  result: Type.Union([Type.Literal('agreed'), Type.Literal('partly'), Type.Literal('failed'), Type.Literal('refused')]),
  place: Type.String({ minLength: 1, maxLength: 200 }),
  process: Type.String({ minLength: 1, maxLength: 10000 }),
  present: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 60 }),
  attachments: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 40 })),
});

interface RecordValue {
  result: 'agreed' | 'partly' | 'failed' | 'refused';
  place: string;
  process: string;
  present: string[];
  attachments?: string[];
}

const resultText = {
  agreed: '达成协议',
  partly: '部分达成协议',
  failed: '未达成协议',
  refused: '当事人拒绝调解',
} as const;

/** The record of a mediation (调解记录). A party that clearly refuses must not be mediated (人民调解法 17). */
export const record: Binding = {
  name: 'record',
  title: '调解记录',
  schema: Record,
  async save(context, value: RecordValue) {
    const { trx, town, actor, now, deps, field } = context;
    const id = uuidv7(now);
    const parties = await listParties(trx, town, context.case);
    const mediated = value.result === 'agreed' || value.result === 'partly';
    if (mediated && parties.some(({ willing }) => willing === false)) {
      throw new Refusal('party-unwilling', '有当事人明确拒绝调解，不能登记为达成协议', `${field}/result`);
    }
    const attachments = value.attachments ?? [];
    const known = await attachmentsAmong(trx, town, context.case, attachments);
    if (known.length < new Set(attachments).size)
      throw new Refusal('attachment-unknown', '有附件不属于本案，请重新上传', `${field}/attachments`);
    await insertRecord(trx, {
      town_id: town,
      record_id: id,
      case_id: context.case,
      cause: `${context.instance}:${context.task.no}`,
      at: now,
      mediator: actor.id,
      mediator_name: actor.name,
      result: value.result,
      place_enc: seal(deps, 'mediation_record', id, 'place', value.place),
      process_enc: seal(deps, 'mediation_record', id, 'process', value.process),
      present_enc: seal(deps, 'mediation_record', id, 'present', JSON.stringify(value.present)),
      attachments: known,
    });
    await setMediator(trx, town, context.case, actor.id);
    await addEvent(trx, deps, town, {
      case: context.case,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as readonly Role[]) },
      text: `调解：${resultText[value.result]}`,
      detail: value.process.slice(0, 200),
      attachments: known,
    });
    return { result: value.result, mediator: actor.id };
  },
};
