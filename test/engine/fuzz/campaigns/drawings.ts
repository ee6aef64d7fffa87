import fc from 'fast-check';
import { compile } from '../../../../engine/compile/index.ts';
import { soundness } from '../../../../engine/verify/soundness.ts';
import { campaign } from '../campaign.ts';
import { chosen, drawings } from '../inputs/models.ts';
import { changed, changes } from '../inputs/mutate.ts';
import { assertLegible } from '../legible.ts';

const inputs = fc.tuple(fc.nat(100_000), changes);

/** Soundness has a bound of its own (docs/performance.md); a part of its states shows whether it goes wrong. */
const STATES = 1_500;

/** Changed drawings end in problems that can be read, or in procedures whose soundness is told. */
export default campaign(inputs, async ([number, some]) => {
  const { text } = chosen(drawings, number);
  const files = [{ path: 'procedure.bpmn', text: changed(text, some) }];
  const result = await compile(files);
  assertLegible(result.problems);
  if (!result.ok) return result.problems.some(({ rule }) => rule === 'parse') ? 'unreadable' : 'refused';
  const problems = soundness(result.procedures, files, { states: STATES });
  assertLegible(problems);
  return problems.length === 0 ? 'sound' : 'unsound';
});
