import { is, type ModdleElement } from '../moddle.ts';
import { called, rootsOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A process is drawn in one pool. */
export const pool: Rule = {
  name: 'pool',
  check({ definitions, report }) {
    for (const collaboration of rootsOf(definitions).filter((root) => is(root, 'bpmn:Collaboration'))) {
      const seen = new Map<ModdleElement, ModdleElement>();
      for (const participant of (collaboration.participants ?? []) as readonly ModdleElement[]) {
        const process: ModdleElement | undefined = participant.processRef;
        const other = process && seen.get(process);
        if (process) seen.set(process, participant);
        if (!other) continue;
        const message = `流程${called(process)}同时画在${called(other)}和${called(participant)}两个池里，分不清是谁的。`;
        report(participant, { property: 'process', message, remedy: '只放在一个池里' });
      }
    }
  },
};
