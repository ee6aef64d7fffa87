import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { procedures } from '../../processes/manifest.ts';
import { bindings } from '../../server/catalogue/bindings.ts';
import { filled, wrong } from './support/filled.ts';
import { jsonOf } from './support/folders.ts';

interface Form {
  readonly title: string;
  readonly schema: { readonly properties: Readonly<Record<string, unknown>> };
  readonly ui: Readonly<Record<string, unknown>>;
  readonly bindings: Readonly<Record<string, string>>;
  readonly after: string;
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
/** As the server checks: fields that the form does not know are wrong. */
const accepts = (schema: object, data: unknown): boolean =>
  ajv.validate({ unevaluatedProperties: false, ...schema }, data);

const widgets = [
  'cards',
  'department',
  'departments',
  'person',
  'persons',
  'room',
  'datetime',
  'money',
  'attachments',
  'textarea',
  'checkboxes',
  'hidden',
];
const forms = procedures.flatMap(({ id }) =>
  jsonOf<Form>(id, /^forms\//).map(({ path, value }) => ({ key: `${id}/${path.slice(6, -5)}`, form: value })),
);

test('every form has data to try it with', () => {
  expect(Object.keys(filled).sort()).toEqual(forms.map(({ key }) => key).sort());
});

describe.each(forms)('$key', ({ key, form }) => {
  test('takes what a person fills in', () => {
    expect(filled[key]!.filter((data) => !accepts(form.schema, data))).toEqual([]);
  });

  test('refuses what is missing or made up', () => {
    const refused = [{}, { ...filled[key]![0], level: 4, approved: true }, ...(wrong[key] ?? [])];
    expect(refused.filter((data) => accepts(form.schema, data))).toEqual([]);
  });

  test('binds its fields to records of the domain, which take the values', () => {
    for (const [field, name] of Object.entries(form.bindings)) {
      expect(Object.keys(form.schema.properties)).toContain(field);
      const binding = bindings.find((one) => one.name === name);
      expect(binding, name).toBeDefined();
      const values = filled[key]!.map((data) => data[field]);
      expect(values.filter((value) => !accepts(binding!.schema, value))).toEqual([]);
    }
  });

  test('speaks Chinese and uses the widgets there are', () => {
    const found = [...walk(form.schema)];
    const titles = found.flatMap(([name, value]) =>
      name === 'title' || name === 'description' ? [String(value)] : [],
    );
    expect([form.title, form.after, ...titles].filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
    const used = [...walk(form.ui)].flatMap(([name, value]) => (name === 'ui:widget' ? [String(value)] : []));
    expect(used.filter((widget) => !widgets.includes(widget))).toEqual([]);
  });
});

function* walk(value: unknown): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const entry of Object.entries(value)) {
    yield entry;
    yield* walk(entry[1]);
  }
}
