/** Chinese for bpmn-js: the published dictionary, what it lacks, and a record of what neither has (a browser test wants it empty). */
import published from 'bpmn-js-i18n/translations/zn';
import extra from './words.json' with { type: 'json' };

const dictionary: Readonly<Record<string, string>> = { ...(published as Record<string, string>), ...extra };

/** Templates that were asked for and have no Chinese. */
export const untranslated = new Set<string>();

export function translate(template: string, replacements: Readonly<Record<string, string>> = {}): string {
  const found = dictionary[template];
  if (found === undefined && /[A-Za-z]{3}/.test(template)) untranslated.add(template);
  return (found ?? template).replace(/{([^}]+)}/g, (_, name: string) => replacements[name] ?? `{${name}}`);
}

export const translateModule = { translate: ['value', translate] };
