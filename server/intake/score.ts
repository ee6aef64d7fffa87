import type { Static } from 'typebox';
import type { Json, Variables } from '../../engine/model/variables.ts';
import { dayTable } from '../calendar/town.ts';
import { workCalendar } from '../calendar/work-calendar.ts';
import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import type { Score, ScoreQuery } from './contract.ts';
import { factsOf } from './facts.ts';
import { typeLabel } from './taxonomy.ts';

/** What a level asks for, in the order in which it happens (domain.md 4.2). */
const responses: Readonly<Record<number, readonly { readonly when: string; readonly what: string }[]>> = {
  1: [
    { when: '登记后', what: '条件简单的直接就地调解' },
    { when: '7 日内', what: '网格、村（社区）化解' },
  ],
  2: [
    { when: '登记后', what: '条件简单的直接就地调解，其余由中心主任研判分流' },
    { when: '15 日内', what: '村（社区）与镇调委会化解' },
  ],
  3: [
    { when: '登记后', what: '通知中心主任和镇领导' },
    { when: '3 日内', what: '镇班子成员包案会商' },
    { when: '每日', what: '报告进展' },
  ],
  4: [
    { when: '1 小时内', what: '口头报告党委、政府' },
    { when: '24 小时内', what: '书面报告，书记或镇长包案' },
    { when: '每日', what: '调度，一案一策' },
  ],
};

/** Where the next level begins; the decision table decides, this only says how far it is. */
const thresholds = [20, 40, 60];

/** The score of facts by the newest triage decisions of the case's procedure: the very tables that grade the case. */
export async function scoreOf(
  { engine, database, clock }: ServerDeps,
  town: number,
  { type, facts }: Static<typeof ScoreQuery>,
): Promise<Static<typeof Score>> {
  if (!typeLabel(type)) throw new Problem(422, 'unknown-type', '没有这种纠纷类型', { field: '/type' });
  const procedure = await engine.latest(town, 'case-lifecycle');
  if (!procedure) throw new Problem(409, 'no-procedure', '矛盾纠纷办理流程尚未发布，请联系管理员');
  const now = clock.now();
  const moment = { now: now.getTime(), calendar: workCalendar(await dayTable(database, town)) };
  const variables: Variables = {
    ...factsOf(type, facts, now),
    willing: null,
    litigation: false,
    needsDepartment: false,
  };
  const ask = (id: string): Json => {
    const decision = procedure.decisions[id];
    if (!decision)
      throw new Problem(409, 'no-decision', '现行流程没有研判定级的决策表，请联系管理员', { params: { decision: id } });
    return decision.evaluate(variables, moment).output;
  };
  const score = Number(ask('score') ?? 0);
  const level = Number(ask('level') ?? 1);
  const items = (ask('items') ?? []) as readonly { readonly label: string; readonly points: number }[];
  const next = thresholds[level - 1];
  return {
    score,
    level,
    items: items.filter(({ points }) => points !== 0).map(({ label, points }) => ({ label, points })),
    toNext: next === undefined ? null : { level: level + 1, points: Math.max(0, next - score) },
    after: [...(responses[level] ?? [])],
  };
}
