import { describe, expect, it } from 'vitest';
import { elements } from '../../../../engine/elements/registry.ts';
import { FEATURES } from '../../compile/bpmn-doc.ts';
import { ROWS } from './activities.ts';
import { golden } from './golden.ts';

it('has a row for every activity and gateway of the registry, and for every loop and marker', () => {
  const drawn = Object.entries(elements).flatMap(([kind, { type }]) => (type.endsWith('Event') ? [] : [kind]));
  const elsewhere = ['eventSubProcess', 'compensation handler (`isForCompensation`)'];
  const asked = [...drawn, ...FEATURES.map(([name]) => name)].filter((name) => !elsewhere.includes(name));
  expect(asked.filter((name) => !ROWS[name])).toEqual([]);
});

describe.each(Object.entries(ROWS))('%s', (name, cell) => {
  golden(name.replaceAll('`', '').replaceAll(/[ ,]+/g, '-'), cell);
});
