import type { Static } from 'typebox';
import type { Variables } from '../../engine/model/variables.ts';
import { localDate } from '../calendar/zone.ts';
import type { CaseNew, Facts } from './contract.ts';

/** What decisions may know of a case: facts, no names, no story. The variables of domain-wide meaning, every one always there. */
export function factsOf(type: string, facts: Static<typeof Facts>, now: Date): Variables {
  return {
    type,
    people: facts.people,
    amount: facts.amount ?? null,
    monthsSince: facts.since === undefined ? null : monthsBetween(facts.since, now),
    violence: facts.violence ?? false,
    lifeThreat: facts.lifeThreat ?? false,
    policeReports: facts.policeReports ?? 0,
    failedMediations: facts.failedMediations ?? 0,
    collective: facts.collective ?? false,
    vulnerable: facts.vulnerable ?? false,
    sensitive: facts.sensitive ?? false,
    sensitiveTime: facts.sensitiveTime ?? false,
  };
}

/** What is so of a case, as a row has it, under the names that procedures know. */
export const caseVariables = (row: CaseFacts, now: Date): Variables => ({
  ...factsOf(row.type, row.facts as unknown as Static<typeof Facts>, now),
  case: row.case_id,
  source: row.source,
  willing: row.willing,
  litigation: row.litigation,
  needsDepartment: row.needs_department,
  village: row.village_id,
  firstHandler: row.first_handler,
  level: row.level,
  score: row.score,
});

interface CaseFacts {
  readonly case_id: string;
  readonly type: string;
  readonly facts: object;
  readonly source: string;
  readonly willing: boolean | null;
  readonly litigation: boolean;
  readonly needs_department: boolean;
  readonly village_id: string;
  readonly first_handler: string;
  readonly level: number | null;
  readonly score: number | null;
}

/** The variables that the lifecycle of a new case starts with. */
export const startVariables = (id: string, input: CaseNew, firstHandler: string, now: Date): Variables => ({
  ...factsOf(input.type, input.facts, now),
  case: id,
  source: input.source,
  willing: input.willing,
  litigation: input.litigation,
  needsDepartment: input.needsDepartment,
  village: input.village,
  firstHandler,
});

/** Whole months from a month (`YYYY-MM`) to now; never negative. */
function monthsBetween(since: string, now: Date): number {
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return Math.max(0, index(localDate(now)) - index(since));
}
