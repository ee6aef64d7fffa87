import { extension, type ModdleElement } from '../moddle.ts';
import { called, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';
import { isVariablePath } from './variable-name.ts';

/** Input and output mappings name a variable each, once, and say where its value comes from. */
export const mapping: Rule = {
  name: 'mapping',
  check({ definitions, report }) {
    for (const node of nodesOf(definitions)) {
      const given = extension(node, 'zeebe:IoMapping');
      for (const [property, what] of [
        ['inputs', '输入'],
        ['outputs', '输出'],
      ] as const) {
        const parameters: readonly ModdleElement[] =
          (property === 'inputs' ? given?.inputParameters : given?.outputParameters) ?? [];
        for (const [index, parameter] of parameters.entries()) {
          const target = trimmed(parameter.target);
          const problem = { property, remedy: `修改${what}` } as const;
          if (!isVariablePath(target)) {
            const message = `${called(node)}第 ${index + 1} 个${what}的变量名“${target}”不合规范，只能用文字、数字和下划线。`;
            report(node, { ...problem, message });
          } else if (parameters.findIndex((one) => trimmed(one.target) === target) < index) {
            report(node, { ...problem, message: `${called(node)}的${what}“${target}”写了两次，后一个会盖掉前一个。` });
          }
          const source = trimmed(parameter.source);
          if (['', '='].includes(source))
            report(node, { ...problem, message: `${called(node)}的${what}“${target}”没有写来源，值是空的。` });
          else if (!isFeel(source)) {
            const message = `${called(node)}的${what}“${target}”来源没有以“=”开头，会当作固定文字“${source.slice(0, 20)}”。`;
            report(node, { ...problem, severity: 'warning', message });
          }
        }
      }
    }
  },
};
