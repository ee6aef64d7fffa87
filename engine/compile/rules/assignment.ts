import { laneOf } from '../../elements/shared/lane.ts';
import { extension, type ModdleElement } from '../moddle.ts';
import { called, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A user task, or else its lane, names who does it: a role, persons, or an assignee. */
export const assignment: Rule = {
  name: 'assignment',
  check({ definitions, report }) {
    for (const task of nodesOf(definitions, 'bpmn:UserTask')) {
      const lane = laneOf(task);
      const given =
        extension(task, 'zeebe:AssignmentDefinition') ??
        (lane && extension(lane as ModdleElement, 'zeebe:AssignmentDefinition'));
      const named = [given?.assignee, given?.candidateGroups, given?.candidateUsers];
      if (named.some((who) => !['', '='].includes(trimmed(who)))) continue;
      report(task, {
        property: 'assignment',
        message: `${called(task)}没有指定谁来办，走到这一步任务将无人可办。`,
        remedy: '指定人选',
      });
    }
  },
};
