import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

const folder = join(import.meta.dirname, 'views');
const environment = Handlebars.create();
const read = (name: string) => readFileSync(join(folder, `${name}.hbs`), 'utf8');

for (const partial of ['head', 'facts', 'limit', 'others', 'who']) environment.registerPartial(partial, read(partial));

const names = ['sign', 'report', 'return', 'extend', 'forward', 'state', 'gone'] as const;
export type View = (typeof names)[number];

const views = Object.fromEntries(names.map((name) => [name, environment.compile(read(name))])) as Record<
  View,
  HandlebarsTemplateDelegate
>;
const layout = environment.compile(read('layout'));

export const stylesheet = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8');
/** The address changes with the content, so that it can be kept for ever. */
export const stylesheetPath = `/o/style.${createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)}.css`;

/** A whole page. */
export function renderPage(
  view: View,
  model: { readonly title: string; readonly centre: string } & Record<string, unknown>,
): string {
  return layout({ title: model.title, centre: model.centre, stylesheet: stylesheetPath, body: views[view](model) });
}
