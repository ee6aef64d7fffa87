import { createTrialEvaluator } from '../../engine/index.ts';
import type { Variables } from '../../engine/model/variables.ts';
import { dayTable } from '../calendar/town.ts';
import { workCalendar } from '../calendar/work-calendar.ts';
import type { ServerDeps } from '../deps.ts';
import type { Trial, Tried } from './contract.ts';

/** Tries formulas for whoever draws a procedure. */
export interface Trials {
  /** Now and the calendar are the town's. Never rejects for what is in the formula: the answer says in zh-CN what is wrong. */
  run(town: number, trial: Trial): Promise<Tried>;
  /** Stops the thread in which formulas are tried. */
  close(): Promise<void>;
}

/** Trials run in one thread of this process with limits of time and memory (docs/feel.md); it starts with the first. */
export function createTrials({ database, clock }: Pick<ServerDeps, 'database' | 'clock'>): Trials {
  const evaluator = createTrialEvaluator();
  return {
    async run(town, { formula, variables }) {
      const calendar = workCalendar(await dayTable(database, town));
      const source = formula.trim().replace(/^=/, '').trim();
      const now = clock.now().getTime();
      const given = { kind: 'expression', source, mode: 'expression', variables: variables as Variables, now } as const;
      const result = await evaluator.evaluate(given, calendar);
      return result.ok ? { ok: true, value: result.value } : { ok: false, problem: result.problem };
    },
    close: () => evaluator.close(),
  };
}
