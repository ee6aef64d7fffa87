import {
  type ErrorSchema,
  type RJSFSchema,
  type RJSFValidationError,
  toErrorSchema,
  type ValidationData,
  type ValidatorType,
} from '@rjsf/utils';
import { Check, Errors } from 'typebox/schema';
import { settle } from './conditions.ts';
import { type Finding, messagesOf } from './messages.ts';

/**
 * Checks form data against JSON Schema by interpreting it. Ajv would compile the schema to JavaScript, which our
 * content security policy forbids; on completion the server checks with the same schema again.
 */
export const validator: ValidatorType = {
  isValid(schema, formData, rootSchema) {
    return Check(rooted(schema, rootSchema) as never, formData);
  },
  validateFormData(formData, schema): ValidationData<unknown> {
    const errors = findingsOf(schema, formData);
    return { errors, errorSchema: toErrorSchema(errors) as ErrorSchema };
  },
  rawValidation(schema, formData) {
    return { errors: findingsOf(schema, formData) as never[] };
  },
};

/** References inside a part of a schema point into the whole. */
function rooted(schema: RJSFSchema, root: RJSFSchema | undefined): RJSFSchema {
  return typeof schema === 'object' && root?.$defs && !schema.$defs ? { ...schema, $defs: root.$defs } : schema;
}

function findingsOf(schema: RJSFSchema, data: unknown): RJSFValidationError[] {
  const [, findings] = Errors(settle(schema, data) as never, data ?? {});
  return messagesOf(findings as unknown as Finding[]).map(({ path, keyword, message }) => {
    const property = propertyOf(path);
    return {
      name: keyword,
      property,
      message,
      stack: `${titleAt(schema, path)}：${message}`,
      schemaPath: '',
      params: {},
    };
  });
}

/** `/record/present/0` → `.record.present.0` */
export const propertyOf = (pointer: string): string =>
  pointer.replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');

/** What the field at a JSON pointer is called on the page: the title of its schema, else of the nearest one above. */
export function titleAt(schema: RJSFSchema, pointer: string): string {
  let at: RJSFSchema | undefined = schema;
  let title = '表单';
  for (const name of pointer.split('/').slice(1)) {
    at = stepInto(at, name);
    if (at?.title) title = at.title;
  }
  return title;
}

function stepInto(schema: RJSFSchema | undefined, name: string): RJSFSchema | undefined {
  if (!schema) return undefined;
  const own = schema.properties?.[name] ?? (/^\d+$/.test(name) ? schema.items : undefined);
  if (own && typeof own === 'object') return own as RJSFSchema;
  const branches = [
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    schema.then,
    schema.else,
  ];
  for (const branch of branches) {
    const found = typeof branch === 'object' ? stepInto(branch as RJSFSchema, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** What the server found, by JSON pointer, as errors at the fields. Paths may start at `/data`, the body of a completion. */
export function errorsAt(fields: ReadonlyMap<string, string>): ErrorSchema {
  const errors = [...fields].map(([path, message]) => ({
    property: propertyOf(path.replace(/^\/data(?=\/|$)/, '')),
    message,
    stack: message,
  }));
  return toErrorSchema(errors as RJSFValidationError[]);
}
