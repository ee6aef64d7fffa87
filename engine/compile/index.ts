import { compileDecisions } from '../decision/index.ts';
import type { Decision } from '../model/expression.ts';
import type { Catalogue, Problem, SourceFile } from '../model/problem.ts';
import type { Procedure } from '../model/procedure.ts';
import { tidied } from '../model/tidy.ts';
import { assemble, executable, record } from './assemble.ts';
import type { ModdleElement } from './moddle.ts';
import { parse } from './parse.ts';
import { checkRules } from './rules/index.ts';

export interface CompileOptions {
  /** What the town knows; without it actions, messages and roles are not checked. */
  readonly catalogue?: Catalogue;
  /** Version of the procedures, or of each; default 1. */
  readonly version?: number | ((processId: string) => number);
  /** A version that was published under the rules of its day: it is read again without today's. */
  readonly published?: boolean;
}

export type CompileResult =
  | { readonly ok: true; readonly procedures: Procedure[]; readonly problems: Problem[] }
  | { readonly ok: false; readonly problems: Problem[] };

/**
 * Compiles the files of one procedure folder: parse, check the rules of publishing, assemble. Problems are zh-CN; with
 * `ok` they are warnings only. Never throws on what is in the files.
 */
export async function compile(files: readonly SourceFile[], options: CompileOptions = {}): Promise<CompileResult> {
  const { catalogue = {}, version = 1, published = false } = options;
  const versionOf = typeof version === 'number' ? () => version : version;
  const problems: Problem[] = [];
  const decisions = await compileAllDecisions(files, problems);
  const parsed = await parseAll(files, problems);
  const drawn = parsed.flatMap(({ file, definitions }) => executable(definitions).map(({ id }) => ({ file, id: id! })));
  const siblings = record(Object.fromEntries(drawn.map(({ id }) => [id, `${id}@${versionOf(id)}`])));
  for (const { file, definitions } of parsed) {
    const processes = new Set(drawn.map(({ id }) => id));
    const context = {
      definitions,
      file,
      catalogue,
      forms: formsOf(files),
      decisions: new Set(Object.keys(decisions)),
      processes,
    };
    if (!published) problems.push(...checkRules(context));
  }
  problems.push(...repeated(drawn));
  if (drawn.length === 0 && !failed(problems)) problems.push(nothingToRun(files));
  if (failed(problems)) return { ok: false, problems: problems.map(tidied) };
  const procedures = parsed.flatMap(({ file, definitions }) =>
    assemble(definitions, { file, siblings, version: versionOf, decisions, problems }),
  );
  const told = problems.map(tidied);
  return failed(told) ? { ok: false, problems: told } : { ok: true, procedures, problems: told };
}

const failed = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'error');

interface Parsed {
  readonly file: string;
  readonly definitions: ModdleElement;
}

async function parseAll(files: readonly SourceFile[], problems: Problem[]): Promise<readonly Parsed[]> {
  const parsed: Parsed[] = [];
  for (const file of files.filter(({ path }) => path.endsWith('.bpmn'))) {
    const result = await parse(file);
    if ('problems' in result) problems.push(...result.problems);
    else parsed.push({ file: file.path, definitions: result.definitions });
  }
  return parsed;
}

async function compileAllDecisions(
  files: readonly SourceFile[],
  problems: Problem[],
): Promise<Readonly<Record<string, Decision>>> {
  const decisions: Record<string, Decision> = {};
  for (const file of files.filter(({ path }) => path.endsWith('.dmn'))) {
    const result = await compileDecisions(file);
    problems.push(...result.problems);
    for (const decision of result.decisions) {
      if (Object.hasOwn(decisions, decision.id)) problems.push(twice(file.path, decision.id, '决策'));
      decisions[decision.id] = decision;
    }
  }
  return record(decisions);
}

/** Names of `forms/<name>.json`. */
const formsOf = (files: readonly SourceFile[]): ReadonlySet<string> =>
  new Set(files.map(({ path }) => /^forms\/([^/]+)\.json$/.exec(path)?.[1]).filter((name) => name !== undefined));

function repeated(drawn: readonly { readonly file: string; readonly id: string }[]): Problem[] {
  return drawn
    .filter(({ id }, at) => drawn.findIndex((other) => other.id === id) < at)
    .map(({ file, id }) => twice(file, id, '流程'));
}

const twice = (file: string, id: string, what: string): Problem => ({
  severity: 'error',
  rule: 'unique',
  file,
  element: id,
  property: 'id',
  message: `${what}“${id}”出现了两次，运行时无法分辨用哪一个`,
  remedy: '改名',
});

const nothingToRun = (files: readonly SourceFile[]): Problem => ({
  severity: 'error',
  rule: 'executable',
  file: files[0]?.path ?? '',
  message: '没有可以执行的流程，发布后什么也不会发生',
  remedy: '设为可执行',
});
