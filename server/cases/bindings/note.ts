import { Type } from 'typebox';
import type { Binding } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { addEvent } from '../timeline.ts';

/** A few words that belong to the timeline and to no decision. */
export const note: Binding = {
  name: 'note',
  title: '说明',
  schema: Type.Object({ text: Type.String({ maxLength: 2000 }) }, { additionalProperties: false }),
  async save({ trx, town, case: id, actor, now, deps, task }, { text }: { text: string }) {
    if (!text.trim()) return;
    const who = { name: actor.name, role: actingRole(actor.roles as Role[]) };
    await addEvent(trx, deps, town, {
      case: id,
      at: now,
      kind: 'person',
      who,
      text: `${task.name}：说明`,
      detail: text,
    });
  },
};
