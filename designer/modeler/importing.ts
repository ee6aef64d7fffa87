/** What bpmn-js says of a file it cannot draw, or not wholly, in words an administrator can act on. */

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/unresolved reference <([^>]*)>/, ([, id]) => `引用的“${id}”不存在`],
  [/unknown attribute <([^>]*)>/, ([, name]) => `不认识的属性“${name}”`],
  [/(?:unparsable content|unrecognized element) <([^>]*)>/, ([, name]) => `不认识的内容“${name}”`],
  [/duplicate ID <([^>]*)>/, ([, id]) => `编号“${id}”用了两次`],
  [/missing required .*?<([^>]*)>/, ([, name]) => `缺少必须的“${name}”`],
  [/no shape type specified|already rendered|multiple DI/i, () => '有的图形画了两次'],
  [/not yet drawn|no bpmnElement referenced|no parent for/i, () => '有的图形找不到它画的步骤'],
];

/** One warning of the import. */
export function sayWarning(warning: unknown): string {
  const text =
    warning instanceof Error ? warning.message : String((warning as { message?: string })?.message ?? warning);
  for (const [pattern, say] of patterns) {
    const match = pattern.exec(text);
    if (match) return say(match);
  }
  // Already translated by our dictionary, or nothing a reader could use.
  return /[a-z]{4}/i.test(text) ? '有一处内容读不懂' : text;
}

/** Why nothing is drawn at all, and what to do. */
export function sayFailure(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const back = '请从版本史里退回到能打开的一版，或换一个文件。';
  if (/no diagram|没有可显示的图|没有要显示的图表/.test(text))
    return `这张图打不开：文件里只有步骤，没有画图的位置。请在画图软件里排好版再导出。`;
  if (/no process or collaboration|没有可显示的流程/.test(text)) return `这张图打不开：文件里没有流程。${back}`;
  return `这张图打不开：文件不是完整的 BPMN。${back}`;
}
