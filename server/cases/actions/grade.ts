import { Type } from 'typebox';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { noteLevel } from '../note-level.ts';
import { findCase, setLevel } from '../queries.ts';
import { addEvent } from '../timeline.ts';

export const levelNames: Readonly<Record<number, string>> = { 1: '蓝', 2: '黄', 3: '橙', 4: '红' };

/** Writes score and level onto the case. The system only raises; a level that a person has set stays unless the score asks for more. */
export const grade: ActionDefinition = {
  type: 'case.grade',
  title: '记录等级',
  help: '把分数和等级记到案件上。系统只会调高等级，调低须由人写明理由。',
  input: Type.Object({
    case: Type.String({ title: '案件' }),
    score: Type.Integer({ title: '分数' }),
    level: Type.Integer({ title: '等级', minimum: 1, maximum: 4 }),
  }),
  output: Type.Object({}),
  async run({ trx, town, now }, job, deps) {
    const { case: id, score, level } = job.input as { case: string; score: number; level: number };
    const row = await findCase(trx, town, id);
    if (!row) throw new Error(`Expected case ${id} but it does not exist`);
    const raised = Math.max(level, row.level ?? 1);
    await setLevel(trx, town, id, raised, { score });
    if (raised === row.level) return;
    await noteLevel(trx, row, raised, now);
    const text = `研判定级：${levelNames[raised]}（${score} 分）`;
    await addEvent(trx, deps, town, { case: id, at: now, kind: 'system', who: null, text });
  },
};
