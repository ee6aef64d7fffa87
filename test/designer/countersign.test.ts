import { expect, test } from 'vitest';
import {
  agreed,
  type Countersign,
  countersign,
  countersigns,
  readCountersign,
  readRoles,
  writeRoles,
} from '../../designer/panel/countersign.ts';
import { fresh, readRepetition } from '../../designer/panel/repetition.ts';
import { compileExpression } from '../../engine/pure.ts';

test('a way of deciding together is written and read again', () => {
  for (const { value: way } of countersigns)
    expect(readCountersign(countersign(way, '=["director"]', 'approved'))).toEqual({ way, field: 'approved' });
  expect(readCountersign(fresh.parallel)).toBeUndefined();
  expect(readCountersign({ ...countersign('all', '=signers', 'ok'), completion: '=false' })).toBeUndefined();
  expect(readCountersign({ ...countersign('all', '=signers', 'ok'), kind: 'sequential' })).toBeUndefined();
});

/** Whether it is enough after these opinions of three (null: not yet given), and whether it is agreed then. */
function after(way: Countersign, opinions: readonly (boolean | null)[]): readonly unknown[] {
  const given = opinions.filter((one) => one !== null);
  const variables = {
    opinions: [...opinions],
    approved: given.at(-1) ?? null,
    numberOfInstances: opinions.length,
    numberOfCompletedInstances: given.length,
  };
  return [countersign(way, '=signers', 'approved').completion, agreed[way]].map((feel) => {
    const compiled = compileExpression(feel.slice(1), 'expression');
    if ('problem' in compiled) throw new Error(compiled.problem);
    return compiled.evaluate(variables, { now: 0 } as never);
  });
}

test('会签 ends at the first refusal, 或签 at the first answer, 过半 when it is settled', () => {
  expect(after('all', [true, true, null])[0]).toBe(false);
  expect(after('all', [true, false, null])).toEqual([true, false]);
  expect(after('all', [true, true, true])[1]).toBe(true);
  expect(after('any', [true, null, null])).toEqual([true, true]);
  expect(after('any', [false, null, null])).toEqual([true, false]);
  expect(after('majority', [true, null, null])[0]).toBe(false);
  expect(after('majority', [true, true, null])).toEqual([true, true]);
  expect(after('majority', [false, false, null])).toEqual([true, false]);
  expect(after('majority', [true, false, true])).toEqual([true, true]);
});

test('roles that are written out are read; anything else is a formula', () => {
  expect(readRoles(writeRoles(['director', 'leader']))).toEqual(['director', 'leader']);
  expect(readRoles('=[]')).toEqual([]);
  expect(readRoles('=signers')).toBeUndefined();
  expect(readRoles('')).toBeUndefined();
});

test('a loop is read as what it says', () => {
  expect(readRepetition({})).toEqual({ kind: 'once' });
  const standard = { $type: 'bpmn:StandardLoopCharacteristics', loopCondition: { body: '=again' }, testBefore: true };
  expect(readRepetition({ loopCharacteristics: standard })).toEqual({
    ...{ kind: 'loop', condition: '=again', maximum: undefined, testBefore: true },
  });
  const several = {
    $type: 'bpmn:MultiInstanceLoopCharacteristics',
    isSequential: true,
    completionCondition: { body: '=enough' },
    extensionElements: {
      values: [{ $type: 'zeebe:LoopCharacteristics', inputCollection: '=people', inputElement: 'person' }],
    },
  };
  expect(readRepetition({ loopCharacteristics: several })).toEqual({
    ...{ kind: 'sequential', collection: '=people', item: 'person', cardinality: '', results: '', result: '' },
    completion: '=enough',
  });
});
