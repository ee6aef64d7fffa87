import { extension } from '../moddle.ts';
import { called, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A user task without a deadline is never overdue: nobody is reminded. */
export const deadline: Rule = {
  name: 'deadline',
  check({ definitions, report }) {
    for (const task of nodesOf(definitions, 'bpmn:UserTask')) {
      if (trimmed(extension(task, 'zeebe:TaskSchedule')?.dueDate) !== '') continue;
      report(task, {
        severity: 'warning',
        property: 'due',
        message: `${called(task)}没有办理时限，拖多久都不会提醒，也不会算超期。`,
        remedy: '设置时限',
      });
    }
  },
};
