import { extension, type ModdleElement } from '../moddle.ts';
import { called, nodesOf, trimmed } from './drawn.ts';
import type { Report, Rule } from './rule.ts';

/** What is done several times says how often: a number, a list, a condition or a limit. */
export const loop: Rule = {
  name: 'loop',
  check({ definitions, report }) {
    for (const activity of nodesOf(definitions, 'bpmn:Activity')) {
      const loops: ModdleElement | undefined = activity.loopCharacteristics;
      if (!loops) continue;
      const findings = loops.$type === 'bpmn:StandardLoopCharacteristics' ? ofLoop : ofInstances;
      for (const finding of findings(activity, loops)) report(activity, finding);
    }
  },
};

function* ofLoop(activity: ModdleElement, { loopMaximum, loopCondition }: ModdleElement): Generator<Report> {
  if (loopMaximum !== undefined && !(Number.isInteger(loopMaximum) && loopMaximum > 0))
    yield { property: 'loop', message: `${called(activity)}的最多次数应是 1 以上的整数。`, remedy: '修改最多次数' };
  if (loopMaximum === undefined && trimmed(loopCondition?.body) === '')
    yield {
      property: 'loop',
      message: `${called(activity)}反复做，但没有写到什么时候为止，会一直做下去。`,
      remedy: '填写循环条件',
    };
}

function* ofInstances(activity: ModdleElement, loops: ModdleElement): Generator<Report> {
  const zeebe = extension(loops, 'zeebe:LoopCharacteristics');
  const cardinality = trimmed(loops.loopCardinality?.body) !== '';
  const list = loops.loopDataInputRef !== undefined || trimmed(zeebe?.inputCollection) !== '';
  if (!cardinality && !list)
    yield {
      property: 'loop',
      message: `${called(activity)}要做多份，但没有写做几份，也没有写按哪个名单做。`,
      remedy: '填写份数或名单',
    };
  if (cardinality && list)
    yield { property: 'loop', message: `${called(activity)}同时写了份数和名单，不知道按哪个。`, remedy: '只留一个' };
  if (loops.behavior === 'One' && !loops.oneBehaviorEventRef)
    yield {
      property: 'loop',
      message: `${called(activity)}要在完成第一份时发出事件，但没有选事件。`,
      remedy: '选择事件',
    };
  if (loops.behavior === 'None' && !loops.noneBehaviorEventRef)
    yield {
      property: 'loop',
      message: `${called(activity)}要在完成每一份时发出事件，但没有选事件。`,
      remedy: '选择事件',
    };
  if (loops.behavior === 'Complex' && (loops.complexBehaviorDefinition ?? []).length === 0)
    yield {
      property: 'loop',
      message: `${called(activity)}要按条件发出事件，但没有写条件和事件。`,
      remedy: '填写条件和事件',
    };
}
