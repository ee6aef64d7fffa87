import { Parser } from 'saxen';

/** Limits of a definition: far above what anybody draws, far below what hurts. */
export const LIMITS = { bytes: 2 * 1024 * 1024, elements: 5000, depth: 64 } as const;

/** What XML 1.0 does not allow in a document (2.2), and PostgreSQL does not store. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u;

/**
 * Checks a file's size, number of elements and depth, its characters, and that it declares no document type or entities, by one quick pass
 * over the text. Gives zh-CN text for what is over a limit. What is not well-formed is left to the parser proper.
 */
export function withinLimits(text: string): string | undefined {
  if (new TextEncoder().encode(text).length > LIMITS.bytes) {
    return '文件超过 2 MB，无法保存为流程。请拆分成几个流程。';
  }
  if (FORBIDDEN.test(text)) return '文件里有不允许的控制字符或损坏的文字，无法保存为流程。请重新导出文件。';
  const parser = new Parser();
  let problem: string | undefined;
  let elements = 0;
  let depth = 0;
  const refuse = (message: string) => {
    problem ??= message;
    parser.stop();
  };
  parser.on('openTag', () => {
    elements += 1;
    depth += 1;
    if (elements > LIMITS.elements)
      refuse(`文件里的元素超过 ${LIMITS.elements} 个，无法保存为流程。请拆分成几个流程。`);
    if (depth > LIMITS.depth) refuse(`文件嵌套超过 ${LIMITS.depth} 层，无法保存为流程。请减少子流程的层数。`);
  });
  parser.on('closeTag', () => {
    depth -= 1;
  });
  parser.on('attention', () => refuse('文件里有 DOCTYPE 或 ENTITY 声明，出于安全不予接收。请删去后再试。'));
  parser.on('error', () => parser.stop());
  parser.parse(text);
  return problem;
}
