import { compileDecisions } from '../decision/index.ts';
import { compileExpression, isUnfit } from '../expression/index.ts';
import type { WorkCalendar } from '../model/calendar.ts';
import type { Trial, TrialResult } from './protocol.ts';

/** Compiles and evaluates what is tried, with the very code of the engine. Never throws. */
export async function answer(trial: Trial, calendar: WorkCalendar): Promise<TrialResult> {
  const world = { now: trial.now, calendar };
  try {
    if (trial.kind === 'expression') {
      const compiled = compileExpression(trial.source, trial.mode);
      if (isUnfit(compiled)) return { ok: false, why: 'unfit', problem: compiled.problem };
      return { ok: true, value: compiled.evaluate(trial.variables, world) };
    }
    const { decisions, problems } = await compileDecisions(trial.file);
    const found = decisions.find(({ id }) => id === trial.decision);
    if (!found) {
      const problem = problems[0]?.message ?? `没有编号为“${trial.decision.slice(0, 40)}”的决策。`;
      return { ok: false, why: 'unfit', problem };
    }
    const decision = found.evaluate(trial.variables, world);
    return { ok: true, value: decision.output, decision };
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    return { ok: false, why: 'failed', problem: '用这些数据算不出结果，请检查数据是否齐全、类型是否正确。', detail };
  }
}
