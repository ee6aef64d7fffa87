import { randomBytes } from 'node:crypto';
import type { ErrorObject } from 'ajv';
import zh from 'ajv-i18n/localize/zh/index.js';
import type { FastifyError, FastifyInstance } from 'fastify';
import { CompileProblems, Refusal } from '../../../engine/model/door.ts';
import { Rejected, type Rejection } from '../../../engine/model/rejection.ts';
import { type FieldProblem, Problem, type ProblemParams } from '../problem.ts';

// The package is CommonJS: what arrives is the function itself, whatever its types say of a default.
const localize = zh as unknown as (errors: ErrorObject[]) => void;

/** The body of an error answer: RFC 9457, `application/problem+json`. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** zh-CN, for people. */
  readonly detail: string;
  readonly field?: string;
  /** Every wrong field of a form, with its path and a sentence. */
  readonly fields?: readonly FieldProblem[];
  readonly params?: ProblemParams;
  /** Findings about the files of a procedure. */
  readonly problems?: CompileProblems['problems'];
  /** By which the log line of a server error is found. */
  readonly number?: string;
}

const titles: Record<number, string> = {
  400: '请求有误',
  401: '尚未登录',
  403: '没有权限',
  404: '没有找到',
  405: '不支持的操作',
  409: '状态已变化',
  410: '已经失效',
  413: '内容过大',
  415: '不支持的格式',
  422: '无法受理',
  429: '操作过于频繁',
  500: '系统出错',
  503: '暂时无法服务',
};

const rejections: Record<Rejection['code'], readonly [status: number, detail: string]> = {
  'not-found': [404, '这项任务或记录不存在，可能已被办结或撤回'],
  conflict: [409, '这项任务的状态已经变化，请刷新后再办'],
  invalid: [400, '提交的内容不符合要求'],
  forbidden: [403, '您不能办理这项任务'],
  budget: [422, '这条流程超出了系统允许的规模'],
};

const transport: Record<number, readonly [code: string, detail: string]> = {
  401: ['unauthenticated', '请先登录'],
  403: ['forbidden', '您没有权限进行这项操作'],
  404: ['not-found', '没有找到您要的内容'],
  413: ['too-large', '提交的内容过大'],
  415: ['unsupported-media-type', '不支持这种格式的内容'],
  429: ['too-many-requests', '操作过于频繁，请稍后再试'],
};

/** Answers every error as a problem. From 500 on the answer holds nothing but a number that is also in the log. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    let body = describe(error);
    if (body.status >= 500) {
      // In two halves: the log takes longer runs of digits for phone numbers and hides them.
      const number = randomBytes(4).toString('hex').toUpperCase().replace(/^.{4}/, '$&-');
      body = { ...body, number, detail: `${body.detail}，错误编号 ${number}` };
      request.log.error(
        { err: error, number, method: request.method, route: request.routeOptions.url },
        'request failed',
      );
    }
    return reply.status(body.status).type('application/problem+json').send(body);
  });
}

/** The problem that an error is to the person who asked. */
export function describe(error: Error & Partial<FastifyError>): ProblemBody {
  if (error instanceof Problem) return problem(error.status, error.code, error.message, error);
  if (error instanceof Refusal) return problem(422, error.code, error.message, error);
  if (error instanceof Rejected) {
    const [status, detail] = rejections[error.code];
    return problem(status, error.code, detail, { params: { expected: error.message, allowed: error.allowed } });
  }
  if (error instanceof CompileProblems) {
    const count = error.problems.filter(({ severity }) => severity === 'error').length;
    return {
      ...problem(422, 'procedure-problems', `流程有 ${count} 处问题，改正后才能发布`),
      problems: error.problems,
    };
  }
  if (error.validation) return invalid(error);
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return problem(status === 503 ? 503 : 500, 'internal', '系统出错，请稍后再试');
  const [code, detail] = transport[status] ?? ['bad-request', '提交的内容无法识别'];
  return problem(status, code, detail);
}

/** The first thing that Ajv or TypeBox found, in Chinese, at its field. */
function invalid(error: Partial<FastifyError>): ProblemBody {
  const errors = (error.validation ?? []) as ErrorObject[];
  localize(errors);
  const [first] = errors;
  const invented = inventedProperty(first);
  if (invented) return invented;
  const missing = first?.keyword === 'required' ? missingProperty(first.params) : undefined;
  const field = `${first?.instancePath ?? ''}${missing ? `/${missing}` : ''}`;
  const params = { keyword: first?.keyword ?? '', in: error.validationContext ?? 'body' };
  const detail = missing ? '此项必填' : (first?.message ?? '提交的内容不符合要求');
  return problem(400, 'invalid', detail, { field, params });
}

/** A property that no schema has: its name is whatever the caller wrote, and is not said back. */
function inventedProperty(first: ErrorObject | undefined): ProblemBody | undefined {
  const isFalse = first?.keyword === 'boolean' && first.schemaPath.endsWith('additionalProperties');
  if (!isFalse && first?.keyword !== 'additionalProperties') return undefined;
  return problem(400, 'invalid', '提交了不认识的内容', { params: { keyword: 'additionalProperties' } });
}

/** Ajv names one property, TypeBox a list. */
function missingProperty(params: Record<string, unknown>): string | undefined {
  const { missingProperty: one, requiredProperties: list } = params;
  return typeof one === 'string' ? one : Array.isArray(list) ? String(list[0]) : undefined;
}

function problem(
  status: number,
  code: string,
  detail: string,
  more: { field?: string | undefined; fields?: readonly FieldProblem[] | undefined; params?: ProblemParams } = {},
): ProblemBody {
  const { field, fields, params } = more;
  return {
    type: `urn:onedoor:problem:${code}`,
    title: titles[status] ?? titles[status < 500 ? 400 : 500]!,
    status,
    code,
    detail,
    ...(field === undefined ? {} : { field }),
    ...(fields === undefined ? {} : { fields }),
    ...(params && Object.keys(params).length > 0 ? { params } : {}),
  };
}
