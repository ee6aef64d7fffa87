import type { Flag } from './draft.ts';

/** Circumstances that raise the level of a case, in the words of the counter. */
export const flags: readonly (readonly [Flag, string])[] = [
  ['violence', '有扬言、暴力或自伤'],
  ['lifeThreat', '危及生命'],
  ['collective', '集体访、越级访或舆情'],
  ['vulnerable', '涉未成年人、孕妇、老人、精神障碍'],
  ['sensitive', '涉征地、欠薪群体、军人、民族宗教、死亡'],
  ['sensitiveTime', '临近敏感节点'],
];
