import type { Problem, SourceFile } from '../../engine/model/problem.ts';
import { checkTemplate, type Sample } from '../mail/template.ts';

const mailPart = /^(mails\/[^/]+)\.(subject|html|text)\.hbs$/;
const documentPart = /^(documents\/[^/]+)\.html\.hbs$/;

/** Checks every mail and document template of a folder against the whitelist and the names that its sample declares. */
export function checkTemplates(files: readonly SourceFile[]): Problem[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const problems: Problem[] = [];
  const report = (file: string, message: string) =>
    problems.push({ severity: 'error', rule: 'template', file, message, remedy: '修改模板' });
  for (const { path, text } of files) {
    const [, base, part] = mailPart.exec(path) ?? documentPart.exec(path) ?? [];
    if (!base) continue;
    const sample = readSample(texts.get(`${base}.sample.json`));
    if (typeof sample === 'string') {
      report(`${base}.sample.json`, sample);
      continue;
    }
    const html = part !== 'subject' && part !== 'text';
    for (const { line, message } of checkTemplate(text, sample, html ? 'html' : 'text'))
      report(path, `第 ${line} 行：${message}`);
  }
  for (const base of new Set(files.flatMap(({ path }) => mailPart.exec(path)?.[1] ?? []))) {
    for (const part of ['subject', 'html', 'text']) {
      if (!texts.has(`${base}.${part}.hbs`))
        report(`${base}.${part}.hbs`, '信函要有主题、正文和纯文本三份，缺这一份就发不出去');
    }
  }
  return problems;
}

/** The sample, or what is wrong with it. */
function readSample(text: string | undefined): Sample | string {
  if (text === undefined) return '模板要有一份样例数据，说明能用哪些名称';
  try {
    const sample: unknown = JSON.parse(text);
    return typeof sample === 'object' && sample !== null && !Array.isArray(sample)
      ? (sample as Sample)
      : '样例数据应是名称和值的列表';
  } catch {
    return '样例数据不是有效的 JSON';
  }
}
