import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import type { Binding } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { levelNames } from '../actions/grade.ts';
import { noteLevel } from '../note-level.ts';
import { findCase, setLevel } from '../queries.ts';
import { addEvent } from '../timeline.ts';

/** The level as a person corrects it. Only a person may lower it, and every change says why. */
export const grading: Binding = {
  name: 'grading',
  title: '等级',
  schema: Type.Object(
    { level: Type.Integer({ minimum: 1, maximum: 4 }), reason: Type.Optional(Type.String({ maxLength: 500 })) },
    { additionalProperties: false },
  ),
  async load({ trx, town, case: id }) {
    const row = await findCase(trx, town, id);
    return row?.level ? { level: row.level } : undefined;
  },
  async save({ trx, town, case: id, actor, now, deps, field }, { level, reason }: { level: number; reason?: string }) {
    const row = await findCase(trx, town, id);
    if (!row) throw new Error(`Expected case ${id} but it does not exist`);
    if (row.level === level) return { level };
    if (!reason?.trim()) throw new Refusal('grading-reason', '调整等级须写明理由', `${field}/reason`);
    await setLevel(trx, town, id, level, { person: actor.id });
    await noteLevel(trx, row, level, now);
    await addEvent(trx, deps, town, {
      case: id,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as Role[]) },
      text: `等级由${levelNames[row.level ?? 1]}调整为${levelNames[level]}`,
      detail: reason,
    });
    return { level };
  },
};
