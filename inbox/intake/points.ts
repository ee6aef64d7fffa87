import type { Static } from 'typebox';
import type { Score } from '../../server/intake/contract.ts';

/** Which words in the label of a score item belong to which field of the page. */
const words = {
  failedMediations: /调(解)?(不成|未成|失败)/,
  policeReports: /报警/,
  lifeThreat: /生命/,
  violence: /暴力|扬言|自伤|刀具/,
  collective: /集体|越级|舆情/,
  vulnerable: /未成年|孕妇|老人|精神/,
  sensitiveTime: /节点|临近/,
  sensitive: /敏感|欠薪|征地|民族|军人/,
  amount: /金额|万元/,
  since: /拖了|持续|个月/,
  people: /^涉及.*人|人数/,
} as const;

export type Scored = keyof typeof words;

/** Points by the field that they come from, so that `+15` can stand beside it. */
export function pointsByField(items: Static<typeof Score>['items']): Readonly<Partial<Record<Scored, number>>> {
  const found: Partial<Record<Scored, number>> = {};
  for (const { label, points } of items) {
    const field = (Object.keys(words) as Scored[]).find((name) => words[name].test(label));
    if (field) found[field] = (found[field] ?? 0) + points;
  }
  return found;
}
