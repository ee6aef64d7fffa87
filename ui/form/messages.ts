/** One finding of the schema check, as TypeBox reports it (the shape that Ajv made common). */
export interface Finding {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** What is wrong with one field, for the person who fills the form in. `path` is a JSON pointer. */
export interface FieldMessage {
  readonly path: string;
  readonly keyword: string;
  readonly message: string;
}

const formats: Readonly<Record<string, string>> = {
  date: '请选择日期',
  'date-time': '请选择日期和时间',
  email: '邮箱格式不对，例如 name@example.cn',
  uuid: '请从列表中选择',
};

/** Wrappers say nothing themselves: what is wrong inside them is reported on its own. */
const wrappers = new Set([
  'if',
  'then',
  'else',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  '~guard',
  'unevaluatedProperties',
  'boolean',
]);

/** The findings in Chinese, one message a field, the first that applies. */
export function messagesOf(findings: readonly Finding[]): FieldMessage[] {
  const all = findings.flatMap(expand);
  const first = new Map<string, FieldMessage>();
  for (const message of all) if (!first.has(message.path)) first.set(message.path, message);
  return [...first.values()];
}

function expand({ keyword, instancePath, params }: Finding): FieldMessage[] {
  if (wrappers.has(keyword)) return [];
  if (keyword === 'required') {
    const names = Array.isArray(params.requiredProperties) ? params.requiredProperties : [params.missingProperty];
    return names.map((name) => ({ path: `${instancePath}/${String(name)}`, keyword, message: '这一项必填' }));
  }
  return [{ path: instancePath, keyword, message: sentence(keyword, params) }];
}

function sentence(keyword: string, params: Readonly<Record<string, unknown>>): string {
  const limit = params.limit as number;
  switch (keyword) {
    case 'minLength':
      return limit <= 1 ? '这一项必填' : `至少写 ${limit} 个字`;
    case 'maxLength':
      return `最多 ${limit} 个字`;
    case 'minItems':
      return limit <= 1 ? '至少选一项' : `至少选 ${limit} 项`;
    case 'maxItems':
      return `最多选 ${limit} 项`;
    case 'minimum':
      return `不能小于 ${limit}`;
    case 'exclusiveMinimum':
      return `要大于 ${limit}`;
    case 'maximum':
      return `不能大于 ${limit}`;
    case 'exclusiveMaximum':
      return `要小于 ${limit}`;
    case 'enum':
    case 'const':
      return '请选择其中一项';
    case 'type':
      return '这一项必填';
    case 'format':
      return formats[String(params.format)] ?? '格式不对';
    case 'pattern':
      return '格式不对';
    case 'uniqueItems':
      return '有重复的项';
    case 'additionalProperties':
      return '有多余的内容';
    default:
      return '不符合要求';
  }
}
