import juice from 'juice';
import type { SourceFile } from '../../engine/model/problem.ts';
import { oneLine } from './address.ts';
import { renderTemplate, type TemplateContext } from './render.ts';

/** A rendered letter: one subject line, and the same content twice. */
export interface Letter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Renders `mails/<name>.{subject,html,text}.hbs` of a procedure version. Styles are moved onto the elements, because
 * mail readers drop style sheets.
 */
export function composeLetter(files: readonly SourceFile[], name: string, context: TemplateContext): Letter {
  return {
    subject: oneLine(renderTemplate(textOf(files, `mails/${name}.subject.hbs`), context, 'text'), 200),
    html: juice(renderTemplate(textOf(files, `mails/${name}.html.hbs`), context, 'html')),
    text: renderTemplate(textOf(files, `mails/${name}.text.hbs`), context, 'text'),
  };
}

/** The files of letters by their names. */
export const letterFiles = (...names: readonly string[]): string[] =>
  names.flatMap((name) => ['subject', 'html', 'text'].map((part) => `mails/${name}.${part}.hbs`));

/** The text of a file of the procedure's folder; throws when it is not there. */
export function textOf(files: readonly SourceFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`Expected the file ${path} in the procedure but it is not there`);
  return file.text;
}
