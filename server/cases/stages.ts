import { localIso } from '../calendar/zone.ts';
import type { CaseView } from './contract.ts';
import type { FullCaseRow } from './queries.ts';

/** The closed loop of the work system: nothing ends without 反馈. */
export const stageNames = ['发现', '研判', '流转', '处置', '反馈'] as const;
export type StageName = (typeof stageNames)[number];

export const isStage = (stage: string | undefined): stage is StageName => stageNames.includes(stage as StageName);

/** The five stages with when each was first reached. A stage that was passed over is done without a date. */
export function stageViews(
  row: Pick<FullCaseRow, 'stage' | 'closed_at'>,
  reached: ReadonlyMap<string, Date>,
): CaseView['stages'] {
  const current = stageNames.indexOf(row.stage as StageName);
  return stageNames.map((name, position) => {
    const at = reached.get(name);
    const state = row.closed_at || position < current ? 'done' : position === current ? 'now' : 'ahead';
    return {
      name,
      state,
      at: state === 'ahead' || !at ? null : localIso(at),
      note: state === 'done' && !at ? '未经此环节' : null,
    };
  });
}
