import type { ModdleElement } from '../moddle.ts';
import { called, containersOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A step lies in one lane of a set of lanes: who does it must be clear. */
export const lane: Rule = {
  name: 'lane',
  check({ definitions, report }) {
    for (const container of containersOf(definitions)) {
      for (const { lanes = [] } of (container.laneSets ?? []) as readonly ModdleElement[]) {
        const seen = new Map<ModdleElement, ModdleElement>();
        for (const one of lanes as readonly ModdleElement[]) {
          for (const node of new Set<ModdleElement>(one.flowNodeRef ?? [])) {
            const other = seen.get(node);
            seen.set(node, one);
            if (!other) continue;
            const message = `${called(node)}同时在泳道${called(other)}和${called(one)}里，分不清由谁办。`;
            report(node, { property: 'lane', message, remedy: '只放在一条泳道里' });
          }
        }
      }
    }
  },
};
