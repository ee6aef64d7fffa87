import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { knownFacts } from '../../../server/operations/facts.ts';

const folder = join(import.meta.dirname, '../../../processes/on-site-mediation/forms');
const file = (name: string) => ({ path: `forms/${name}`, text: readFileSync(join(folder, name), 'utf8') });
const known = knownFacts({ nodes: {} } as unknown as Procedure, [file('record.json')]);

test('what a form lets one choose is known by its words, also where only some answers ask for it or it is bound', () => {
  expect(known.get('agreementKind')).toEqual({
    name: 'agreementKind',
    title: '协议形式',
    type: 'text',
    options: [
      { value: 'written', title: '书面协议书' },
      { value: 'oral', title: '口头协议' },
    ],
  });
  expect(known.get('result')?.options?.map(({ value }) => value)).toContain('agreed');
});

test('what can be typed freely, or belongs to a record, is no fact', () => {
  expect(['record', 'process', 'place', 'present'].map((name) => known.has(name))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
