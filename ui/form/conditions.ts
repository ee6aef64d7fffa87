import type { RJSFSchema } from '@rjsf/utils';
import { Check } from 'typebox/schema';

/**
 * The schema as it stands for this data: every `if` replaced by the branch that applies, so that what a branch asks
 * for is reported at its field and not as “the condition failed”.
 */
export function settle(schema: RJSFSchema, data: unknown, root: RJSFSchema = schema): RJSFSchema {
  if (typeof schema !== 'object') return schema;
  const { if: condition, then, else: otherwise, ...rest } = schema;
  const parts = [...(rest.allOf ?? [])] as RJSFSchema[];
  if (condition !== undefined) {
    const branch = holds(condition as RJSFSchema, data, root) ? then : otherwise;
    if (typeof branch === 'object') parts.push(branch as RJSFSchema);
  }
  const value = (data ?? {}) as Record<string, unknown>;
  const properties = Object.entries(rest.properties ?? {}).map(([name, part]) => [
    name,
    settle(part as RJSFSchema, value[name], root),
  ]);
  return {
    ...rest,
    ...(rest.properties ? { properties: Object.fromEntries(properties) } : {}),
    ...(parts.length > 0 ? { allOf: parts.map((part) => settle(part, data, root)) } : {}),
  };
}

function holds(condition: RJSFSchema, data: unknown, root: RJSFSchema): boolean {
  return Check((root.$defs ? { $defs: root.$defs, ...condition } : condition) as never, data ?? {});
}
