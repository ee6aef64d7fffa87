import { readFileSync } from 'node:fs';
import type { RJSFSchema } from '@rjsf/utils';
import { expect, test } from 'vitest';
import { errorsAt, validator } from '../../ui/form/validator.ts';

const record: RJSFSchema = {
  type: 'object',
  required: ['record'],
  properties: {
    record: {
      type: 'object',
      required: ['result', 'process', 'present'],
      properties: {
        result: { type: 'string', title: '调解结果', enum: ['agreed', 'failed'] },
        process: { type: 'string', title: '调解经过', minLength: 10 },
        present: { type: 'array', title: '到场人员', minItems: 1, items: { type: 'string' } },
        amount: { type: 'number', title: '金额', minimum: 0 },
        performBy: { type: 'string', title: '履行期限', format: 'date' },
      },
    },
  },
};

const stacks = (schema: RJSFSchema, data: unknown) =>
  validator.validateFormData(data, schema).errors.map(({ property, stack }) => [property, stack]);

test('what is missing or wrong is said in Chinese at its field', () => {
  const found = stacks(record, { record: { process: '太短', present: [], amount: -1, performBy: '明天' } });
  expect(new Map(found as [string, string][])).toEqual(
    new Map([
      ['.record.process', '调解经过：至少写 10 个字'],
      ['.record.present', '到场人员：至少选一项'],
      ['.record.amount', '金额：不能小于 0'],
      ['.record.performBy', '履行期限：请选择日期'],
      ['.record.result', '调解结果：这一项必填'],
    ]),
  );
});

test('a filled form has no errors', () => {
  expect(
    stacks(record, {
      record: {
        result: 'agreed',
        process: '双方当面谈清并同意分期付款',
        present: ['张某'],
        amount: 0,
        performBy: '2026-12-10',
      },
    }),
  ).toEqual([]);
});

test('a field that a condition asks for is reported at that field', () => {
  const schema: RJSFSchema = {
    type: 'object',
    properties: { approved: { type: 'boolean' }, opinion: { type: 'string', title: '意见' } },
    if: { properties: { approved: { const: false } }, required: ['approved'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { required: ['opinion'] },
  };
  expect(stacks(schema, { approved: false })).toEqual([['.opinion', '意见：这一项必填']]);
  expect(stacks(schema, { approved: true })).toEqual([]);
});

test('the shipped approval form asks for what to do when the leader refuses', () => {
  const { schema } = JSON.parse(readFileSync('processes/dispatch-order/forms/approval.json', 'utf8')) as {
    schema: RJSFSchema;
  };
  expect(validator.validateFormData({ approval: { approved: true } }, schema).errors).toEqual([]);
  expect(validator.validateFormData({ approval: { approved: false } }, schema).errors.length).toBeGreaterThan(0);
  expect(validator.validateFormData({ approval: {} }, schema).errors.map(({ property }) => property)).toEqual([
    '.approval.approved',
  ]);
});

test('what the server refused stands at its field, under the form, not under the body', () => {
  expect(errorsAt(new Map([['/data/appointment/room', '调解室 1 已被预约']]))).toEqual({
    appointment: { room: { __errors: ['调解室 1 已被预约'] } },
  });
});
