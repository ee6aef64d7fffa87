import { describe, expect, test } from 'vitest';
import { procedures } from '../../processes/manifest.ts';
import { renderTemplate, type TemplateContext } from '../../server/mail/render.ts';
import { checkTemplate } from '../../server/mail/template.ts';
import { filesOf } from './support/folders.ts';

const formatOf = (path: string) => (path.endsWith('.html.hbs') ? 'html' : 'text');
/** Names that a template says aloud: blocks only ask for them. */
const said = (text: string) => new Set([...text.matchAll(/\{\{\s*([a-zA-Z]+)\s*\}\}/g)].map(([, name]) => name!));

describe.each(procedures)('letters and documents of $name', ({ id }) => {
  const files = new Map(filesOf(id).map(({ path, text }) => [path, text]));
  const templates = [...files.keys()].filter((path) => path.endsWith('.hbs'));
  const sampleOf = (path: string) =>
    JSON.parse(files.get(path.replace(/\.(subject|html|text)\.hbs$/, '.sample.json'))!) as TemplateContext;

  test('keep to the whitelist and name only what their sample declares', () => {
    const found = templates.flatMap((path) =>
      checkTemplate(files.get(path)!, sampleOf(path), formatOf(path)).map((problem) => ({ path, ...problem })),
    );
    expect(found).toEqual([]);
  });

  test('fill in without a gap', () => {
    const texts = templates.map((path) => renderTemplate(files.get(path)!, sampleOf(path), formatOf(path)));
    expect(texts.filter((text) => text.trim() === '' || /\{\{|undefined|null|\[object/.test(text))).toEqual([]);
  });

  test('leave no sample without a template', () => {
    const samples = [...files.keys()].filter((path) => path.endsWith('.sample.json'));
    expect(
      samples.filter((path) => !templates.some((template) => template.startsWith(path.replace('sample.json', '')))),
    ).toEqual([]);
  });

  const letters = templates.filter((path) => path.startsWith('mails/') && path.endsWith('.html.hbs'));
  test.each(letters)('%s has a subject and a text twin that says the same', (path) => {
    const [subject, text] = ['subject', 'text'].map((part) => files.get(path.replace('.html.', `.${part}.`)));
    const rendered = renderTemplate(subject!, sampleOf(path), 'text').trim();
    expect(rendered).toMatch(/^【[^】]+】\S/);
    expect(rendered.length).toBeLessThanOrEqual(78);
    expect(said(text!)).toEqual(said(files.get(path)!.replace(/<title>.*<\/title>/, '')));
  });

  test.each(letters)('%s names no party: neither names nor telephones but the centre’s', (path) => {
    const names = ['.html.', '.text.', '.subject.'].flatMap((part) => [
      ...said(files.get(path.replace('.html.', part))!),
    ]);
    expect(names.filter((name) => /^(persons|parties|name|phone|address.+|contactName)$/.test(name))).toEqual([]);
  });
});
