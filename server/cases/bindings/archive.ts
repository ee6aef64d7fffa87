import { Type } from 'typebox';
import type { Binding } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { addEvent } from '../timeline.ts';

/** What the volume holds when it is filed, in the official order of papers. */
export const archive: Binding = {
  name: 'archive',
  title: '归档卷宗',
  schema: Type.Object(
    {
      volume: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 40 }),
      note: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    { additionalProperties: false },
  ),
  async save({ trx, town, case: id, actor, now, deps }, { volume, note }: { volume: string[]; note?: string }) {
    await addEvent(trx, deps, town, {
      case: id,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as Role[]) },
      text: `归档：卷内 ${volume.length} 种文书`,
      detail: [volume.join('、'), note].filter(Boolean).join('；'),
    });
  },
};
