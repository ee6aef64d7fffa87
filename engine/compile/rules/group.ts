import { extension } from '../moddle.ts';
import { called, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Roles that are written out exist in the town. */
export const group: Rule = {
  name: 'group',
  check({ definitions, catalogue, report }) {
    const { groups } = catalogue;
    if (!groups) return;
    for (const task of nodesOf(definitions, 'bpmn:UserTask')) {
      const text = trimmed(extension(task, 'zeebe:AssignmentDefinition')?.candidateGroups);
      if (isFeel(text)) continue;
      for (const name of text.split(',').map(trimmed)) {
        if (name === '' || groups.has(name)) continue;
        report(task, {
          property: 'assignment',
          message: `${called(task)}交给角色“${name}”，但没有这个角色，任务将没有人看得到。`,
          remedy: '指定人选',
        });
      }
    }
  },
};
