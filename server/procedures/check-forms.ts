import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Problem, SourceFile } from '../../engine/model/problem.ts';
import { bindings } from '../catalogue/bindings.ts';

const ajv = new Ajv2020({ strict: false });

/** Checks that every form can be shown and validated, and that its fields are bound to records that exist. */
export function checkForms(files: readonly SourceFile[]): Problem[] {
  return files.flatMap(({ path, text }) => {
    if (!path.startsWith('forms/')) return [];
    return formProblems(text).map(
      (message): Problem => ({ severity: 'error', rule: 'form-file', file: path, message, remedy: '修改表单' }),
    );
  });
}

function formProblems(text: string): string[] {
  let form: { title?: unknown; schema?: unknown; bindings?: unknown };
  try {
    form = JSON.parse(text) as typeof form;
  } catch {
    return ['表单不是有效的 JSON'];
  }
  const schema = form?.schema as { type?: unknown; properties?: Record<string, unknown> } | undefined;
  if (typeof form?.title !== 'string' || form.title === '') return ['表单没有标题'];
  if (typeof schema !== 'object' || schema === null || schema.type !== 'object') return ['表单的字段定义应是一个对象'];
  if (!ajv.validateSchema(schema)) return ['表单的字段定义有误，提交时无法校验'];
  const bound = (form.bindings ?? {}) as Record<string, unknown>;
  const fields = allProperties(schema);
  return Object.entries(bound).flatMap(([field, binding]) => {
    if (!bindings.some(({ name }) => name === binding)) return [`字段“${field}”绑定的“${String(binding)}”不存在`];
    return fields.has(field) ? [] : [`绑定的字段“${field}”不在表单里`];
  });
}

/** Names of the fields, also of those that appear only under a condition. */
function allProperties(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return names;
  const { properties, then, else: otherwise, allOf, anyOf, oneOf } = schema as Record<string, unknown>;
  for (const name of Object.keys((properties as object | undefined) ?? {})) names.add(name);
  for (const part of [then, otherwise]) allProperties(part, names);
  for (const list of [allOf, anyOf, oneOf])
    if (Array.isArray(list)) for (const part of list) allProperties(part, names);
  return names;
}
