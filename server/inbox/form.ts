import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import localize from 'ajv-i18n/localize/zh/index.js';
import type { ServerDeps } from '../deps.ts';
import type { FieldProblem } from '../platform/problem.ts';
import type { TaskForm } from './contract.ts';
import type { TaskRow } from './queries.ts';

/** `forms/<key>.json` of a procedure's folder. */
interface FormFile {
  readonly title: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly ui?: Readonly<Record<string, unknown>>;
  readonly bindings?: Readonly<Record<string, string>>;
  readonly after?: string;
}

/** The form of a task, from the files of the version that the task runs in; null for a task without one. */
export async function formOf(
  { engine }: Pick<ServerDeps, 'engine'>,
  town: number,
  task: Pick<TaskRow, 'procedure_key' | 'form' | 'name'>,
): Promise<TaskForm | null> {
  if (task.form === null) return null;
  const files = await engine.files(town, task.procedure_key);
  const text = files?.find((file) => file.path === `forms/${task.form}.json`)?.text;
  if (text === undefined)
    throw new Error(`Expected form ${task.form} among the files of ${task.procedure_key} but it is not there`);
  const form = JSON.parse(text) as FormFile;
  return {
    key: task.form,
    title: form.title || task.name,
    schema: form.schema,
    ui: form.ui ?? {},
    bindings: { ...form.bindings },
    after: form.after ?? null,
  };
}

const ajv = new Ajv2020({ allErrors: true, strict: false, removeAdditional: false });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
// What the form says of its own widgets is not of the data.
for (const keyword of ['ui:widget', 'ui:options']) ajv.addKeyword(keyword);

/** Validators by the text of their schema: a version's form never changes, and there are only so many. */
const validators = new Map<string, ValidateFunction>();
const kept = 500;

function validatorOf(schema: unknown): ValidateFunction {
  const text = JSON.stringify(schema);
  let validate = validators.get(text);
  if (!validate) {
    // Two versions of a form may share an `$id`; what it names is not needed to check one object.
    const { $id: _, ...rest } = schema as Record<string, unknown>;
    validate = ajv.compile(rest);
    if (validators.size >= kept) validators.clear();
    validators.set(text, validate);
  }
  return validate;
}

/** What is wrong with the data of a form, field by field, in Chinese. Unknown fields are wrong too. */
export function formProblems(schema: unknown, data: unknown): FieldProblem[] {
  const validate = validatorOf({ unevaluatedProperties: false, ...(schema as object) });
  if (validate(data)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => !['if', 'allOf', 'anyOf', 'oneOf'].includes(keyword));
  const shown = errors.length > 0 ? errors : (validate.errors ?? []);
  localize(shown as Parameters<typeof localize>[0]);
  const problems = shown.map((error) => ({ path: pathOf(error), message: messageOf(error) }));
  return problems.filter(({ path }, at) => problems.findIndex((other) => other.path === path) === at);
}

function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  const name =
    keyword === 'required' ? params.missingProperty : (params.unevaluatedProperty ?? params.additionalProperty);
  return name === undefined ? instancePath : `${instancePath}/${name}`;
}

function messageOf({ keyword, message }: ErrorObject): string {
  if (keyword === 'required') return '此项必填';
  if (keyword === 'minLength') return message?.includes('1') ? '此项必填' : (message ?? '内容太短');
  if (keyword === 'unevaluatedProperties' || keyword === 'additionalProperties') return '表单没有这一项';
  return message ?? '不符合要求';
}
