import { extension } from '../moddle.ts';
import { called, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A call activity names a process that is drawn beside it or deployed in the town. */
export const calledProcess: Rule = {
  name: 'called-process',
  check({ definitions, catalogue, processes, report }) {
    for (const task of nodesOf(definitions, 'bpmn:CallActivity')) {
      const given = extension(task, 'zeebe:CalledElement');
      const id = trimmed(given?.processId ?? task.calledElement);
      const binding = trimmed(given?.bindingType);
      const problem = { property: 'called', remedy: '选择流程' } as const;
      if (id === '') report(task, { ...problem, message: `${called(task)}没有选择要调用的流程，走到这里会停住。` });
      else if (isFeel(id)) report(task, { ...problem, message: `${called(task)}调用的流程要直接选定，不能用表达式。` });
      else if (binding === 'deployment' && !processes.has(id)) {
        report(task, { ...problem, message: `${called(task)}要调用一起发布的流程“${id}”，但这里没有画它。` });
      } else if (catalogue.processes && !catalogue.processes.has(id) && !processes.has(id)) {
        report(task, { ...problem, message: `${called(task)}调用的流程“${id}”没有发布，走到这里会停住。` });
      }
      if (binding === 'versionTag' && trimmed(given?.versionTag) === '') {
        report(task, { ...problem, message: `${called(task)}没有说明要调用哪个版本标签，走到这里会停住。` });
      }
      if (!['', 'latest', 'deployment', 'versionTag'].includes(binding)) {
        report(task, {
          ...problem,
          message: `${called(task)}的版本方式“${binding}”不支持，请选“最新版本”“版本标签”或“一起发布的版本”。`,
        });
      }
    }
  },
};
