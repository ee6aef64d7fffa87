import { is } from '../moddle.ts';
import { called, nodesIn, rootsOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A process that is to run says so, and has an id to start it by. */
export const process: Rule = {
  name: 'process',
  check({ definitions, report }) {
    for (const drawn of rootsOf(definitions).filter((root) => is(root, 'bpmn:Process'))) {
      if (drawn.isExecutable !== true && nodesIn(drawn).length > 0) {
        const message = `${called(drawn)}没有设为可执行，发布后不会运行，只当作说明。`;
        report(drawn, { severity: 'warning', property: 'executable', message, remedy: '设为可执行' });
      }
      if (drawn.isExecutable === true && !drawn.id) {
        report(drawn, { property: 'id', message: `${called(drawn)}没有编号，无法启动。`, remedy: '填写编号' });
      }
    }
  },
};
