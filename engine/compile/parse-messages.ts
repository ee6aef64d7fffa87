import type { Problem } from '../model/problem.ts';
import type { ModdleElement } from './moddle.ts';

/** A problem without what its file says. */
export type Finding = Omit<Problem, 'severity' | 'rule' | 'file'>;

/** What moddle warns of. */
export interface Warning {
  readonly message: string;
  readonly error?: { readonly message: string };
  readonly element?: ModdleElement;
  readonly property?: string;
  readonly value?: string;
}

const SAYINGS: readonly [RegExp, (what: string) => Omit<Finding, 'element' | 'name'>][] = [
  [
    /duplicate ID <(.*?)>/,
    (id) => ({ property: 'id', message: `编号“${id}”重复，系统分不清是哪一个。`, remedy: '修改编号' }),
  ],
  [
    /illegal ID <(.*?)>/,
    (id) => ({ property: 'id', message: `编号“${id}”不合规范：应以字母或下划线开头，不含空格。`, remedy: '修改编号' }),
  ],
  [
    /unresolved reference <(.*?)>/,
    (id) => ({ message: `引用了不存在的“${id}”，走到这里会找不到下一步。`, remedy: '改正引用' }),
  ],
  [/unknown type <(.*?)>/, (type) => ({ message: `不认识的元素“${type}”。`, remedy: '删除该元素' })],
  [/unknown attribute <(.*?)>/, (name) => ({ message: `不认识的属性“${name}”。`, remedy: '删除该属性' })],
  [
    /missing namespace (?:for prefix|on) <(.*?)>/,
    (name) => ({ message: `“${name}”没有声明命名空间。`, remedy: '补上命名空间' }),
  ],
  [
    /unsupported document encoding <(.*?)>/,
    (name) => ({ message: `文件编码是“${name}”，只接收 UTF-8。`, remedy: '另存为 UTF-8' }),
  ],
  [/unexpected body text <(.*?)>/s, (text) => ({ message: `元素之外有多余的文字“${text}”。`, remedy: '删除多余文字' })],
  [/unexpected element <(.*?)>/, (name) => ({ message: `元素“${name}”放错了位置。`, remedy: '移动或删除该元素' })],
  [
    /failed to parse document as <(.*?)>/,
    (type) => ({
      message: `这不是 ${type.startsWith('dmn') ? 'DMN 1.3 决策' : 'BPMN 2.0 流程'}文件。`,
      remedy: '换一个文件',
    }),
  ],
];

/** A parser's warning or error in the user's language. Quoted input is cut to 40 characters and freed of control characters. */
export function explain(warning: Warning): Finding {
  const text = warning.error?.message ?? warning.message;
  const { id, name } = warning.element ?? {};
  const where = { ...(id ? { element: id } : {}), ...(name ? { name } : {}) };
  for (const [pattern, say] of SAYINGS) {
    const found = pattern.exec(text) ?? pattern.exec(warning.message);
    if (found) return { ...where, ...say(quote(found[1] ?? '')) };
  }
  const line = /line: (\d+)/.exec(warning.message)?.[1];
  const at = line === undefined ? '' : `第 ${Number(line) + 1} 行附近`;
  return { ...where, message: `文件${at}不是完整的 XML，无法读取。`, remedy: '重新导出文件' };
}

const quote = (text: string): string => {
  const clean = text.replaceAll(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ').trim();
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean;
};
