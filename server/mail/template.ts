import Handlebars from 'handlebars';
import { HtmlContext } from './html-context.ts';

/** Largest template, in bytes. */
export const largestTemplate = 32 * 1024;
const deepest = 3;
const blocks = new Set(['if', 'unless', 'each']);

/** `html` values are escaped and their place is checked; `text` and subjects are plain. */
export type TemplateFormat = 'html' | 'text';

/** A finding in a template: zh-CN, with its line. */
export interface TemplateProblem {
  readonly line: number;
  readonly message: string;
}

/** What a template may name: the keys of its `sample.json`. Values: text, number, truth, list of texts or of flat records. */
export type Sample = Readonly<Record<string, unknown>>;

type Names = { readonly has: (name: string) => boolean; readonly self: boolean };

/**
 * Checks a template against the whitelist: `{{name}}`, `{{#if}}`, `{{#unless}}` and `{{#each}}` (one level), with names
 * declared by the sample only. Everything else Handlebars can do (raw output, partials, helpers, `@root`, paths) is refused.
 */
export function checkTemplate(source: string, sample: Sample, format: TemplateFormat): TemplateProblem[] {
  if (Buffer.byteLength(source) > largestTemplate) return [{ line: 1, message: '模板超过 32 KB' }];
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parseWithoutProcessing(source);
  } catch (error) {
    const line = Number(/line (\d+)/.exec(String((error as Error).message))?.[1] ?? 1);
    return [{ line, message: '模板写法有误，花括号没有成对' }];
  }
  const check = new Check(sample, format);
  check.program(program, { has: (name) => Object.hasOwn(sample, name), self: false }, { depth: 0, each: false });
  return check.problems;
}

class Check {
  readonly problems: TemplateProblem[] = [];
  readonly #sample: Sample;
  readonly #html: HtmlContext | undefined;

  constructor(sample: Sample, format: TemplateFormat) {
    this.#sample = sample;
    this.#html = format === 'html' ? new HtmlContext() : undefined;
  }

  program(program: hbs.AST.Program, names: Names, at: { depth: number; each: boolean }): void {
    for (const statement of program.body) {
      const report = (message: string) => this.problems.push({ line: statement.loc.start.line, message });
      switch (statement.type) {
        case 'CommentStatement':
          break;
        case 'ContentStatement': {
          const known = this.#html?.problems.length ?? 0;
          this.#html?.feed((statement as hbs.AST.ContentStatement).value);
          this.#html?.problems.slice(known).forEach(report);
          break;
        }
        case 'MustacheStatement':
          this.#mustache(statement as hbs.AST.MustacheStatement, names, report);
          break;
        case 'BlockStatement':
          this.#block(statement as hbs.AST.BlockStatement, names, at, report);
          break;
        default:
          report('模板里只能写 {{名称}}、{{#if}}、{{#unless}}、{{#each}}');
      }
    }
  }

  #mustache({ path, params, hash, escaped }: hbs.AST.MustacheStatement, names: Names, report: Report): void {
    if (!escaped) report('不能用三层花括号或 & 原样输出');
    if (params.length > 0 || hash) return void report('模板里不能调用函数');
    const name = nameOf(path, names);
    if (name === undefined) return void report(`未声明的名称：${original(path)}`);
    const place = this.#html?.place();
    if (place?.at === 'elsewhere') report(`{{${name}}} 只能放在文字里，或放在带双引号的属性里`);
    if (place?.at === 'value') {
      const whole = place.attribute === 'href' && name === 'link' && place.before === '';
      if (!whole && place.attribute !== 'title' && place.attribute !== 'alt')
        report(`{{${name}}} 不能放在 ${place.attribute} 里`);
    }
  }

  #block(block: hbs.AST.BlockStatement, names: Names, at: { depth: number; each: boolean }, report: Report): void {
    const verb = original(block.path);
    const [subject, ...more] = block.params;
    if (!blocks.has(verb) || block.hash || more.length > 0 || block.program?.blockParams) {
      return void report(`模板里不能使用 {{#${verb}}}`);
    }
    const name = subject && nameOf(subject as hbs.AST.PathExpression, names);
    if (name === undefined) return void report(`未声明的名称：${subject ? original(subject) : verb}`);
    if (at.depth === deepest) return void report('模板里的条件套得太深');
    if (this.#html && this.#html.place().at !== 'text') report(`{{#${verb}}} 不能放在标签里面`);
    const each = verb === 'each';
    if (each && at.each) return void report('{{#each}} 只能用一层');
    const inner = { depth: at.depth + 1, each: at.each || each };
    if (block.program) this.program(block.program, each ? itemNames(this.#sample[name]) : names, inner);
    if (block.inverse) this.program(block.inverse, names, { ...inner, each: at.each });
    if (this.#html && this.#html.place().at !== 'text') report(`{{/${verb}}} 不能放在标签里面`);
  }
}

type Report = (message: string) => void;

/** The single declared name that a path is, or undefined. */
function nameOf(path: hbs.AST.Node, names: Names): string | undefined {
  if (path.type !== 'PathExpression') return undefined;
  const { data, depth, parts, original: text } = path as hbs.AST.PathExpression;
  if (data || depth !== 0) return undefined;
  if (names.self && text === 'this') return 'this';
  const [name] = parts;
  return parts.length === 1 && name === text && names.has(name) ? name : undefined;
}

const original = (node: hbs.AST.Node) => String((node as hbs.AST.PathExpression).original ?? node.type);

/** Inside a list only the keys of its sample's first item count, or `this` when the items are texts. */
function itemNames(list: unknown): Names {
  const first = Array.isArray(list) ? list[0] : undefined;
  const record = typeof first === 'object' && first !== null ? first : undefined;
  return { has: (name) => record !== undefined && Object.hasOwn(record, name), self: Array.isArray(list) && !record };
}
