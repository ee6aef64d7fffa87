import Handlebars from 'handlebars';
import type { TemplateFormat } from './template.ts';

/** Value of a template's name. */
export type TemplateValue = string | number | boolean | null | undefined | readonly (string | TemplateRecord)[];
export type TemplateRecord = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type TemplateContext = Readonly<Record<string, TemplateValue>>;

/** Most items of a list that a letter shows. */
const longest = 500;
const keep = 400;

/** An environment of its own: no helper but the three of the whitelist. */
const environment = Handlebars.create();
for (const helper of ['with', 'lookup', 'log', 'helperMissing', 'blockHelperMissing'])
  environment.unregisterHelper(helper);

const compiled = new Map<string, HandlebarsTemplateDelegate>();

/**
 * Renders a template that passed `checkTemplate`. The context is copied into plain strings, so that no object with
 * behaviour can be reached; with one level of lists and bounded sizes the work is linear, so it runs in the process.
 */
export function renderTemplate(source: string, context: TemplateContext, format: TemplateFormat): string {
  const key = `${format}:${source}`;
  let template = compiled.get(key);
  if (!template) {
    template = environment.compile(source, { noEscape: format === 'text', knownHelpersOnly: true, knownHelpers: {} });
    compiled.set(key, template);
    if (compiled.size > keep) compiled.delete(compiled.keys().next().value!);
  }
  return template(flat(context));
}

function flat(context: TemplateContext): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.slice(0, longest).map((item) => (typeof item === 'string' ? item : flatRecord(item)))
        : plain(value as Exclude<TemplateValue, readonly unknown[]>),
    ]),
  );
}

const flatRecord = (record: TemplateRecord) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, plain(value)]));

/** Absent values become the empty text, which is also false in a condition. */
const plain = (value: string | number | boolean | null | undefined) =>
  typeof value === 'boolean' ? value : value === null || value === undefined ? '' : String(value);
