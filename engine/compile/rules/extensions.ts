import { descend, type ModdleElement } from '../moddle.ts';
import { called, processesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Extension elements that the engine or the domain reads. */
const READ = new Set([
  'zeebe:AssignmentDefinition',
  'zeebe:TaskSchedule',
  'zeebe:PriorityDefinition',
  'zeebe:FormDefinition',
  'zeebe:UserTask',
  'zeebe:TaskDefinition',
  'zeebe:TaskHeaders',
  'zeebe:IoMapping',
  'zeebe:Script',
  'zeebe:CalledDecision',
  'zeebe:CalledElement',
  'zeebe:Subscription',
  'zeebe:Properties',
  'zeebe:VersionTag',
  'zeebe:LoopCharacteristics',
  'zeebe:AdHoc',
  'onedoor:Assignment',
  'onedoor:Overdue',
  'onedoor:Notify',
]);

/** An extension that nothing reads would be an instruction that is silently not followed. */
export const extensions: Rule = {
  name: 'extensions',
  check({ definitions, report }) {
    for (const element of processesOf(definitions).flatMap((process) => descend(process))) {
      const values: readonly ModdleElement[] = element.extensionElements?.values ?? [];
      for (const { $type } of values.filter((value) => !READ.has(value.$type))) {
        const ours = $type.startsWith('zeebe:') || $type.startsWith('onedoor:');
        report(element, {
          severity: ours ? 'error' : 'warning',
          property: 'extensions',
          message: `${called(element)}里的设置“${$type}”系统不认识，发布后不会起作用。`,
          remedy: '删除该设置',
        });
      }
    }
  },
};
