import { DmnModdle } from 'dmn-moddle';
import { is, type ModdleElement } from '../compile/moddle.ts';
import { identify } from '../compile/parse-ids.ts';
import { withinLimits } from '../compile/parse-limits.ts';
import { explain, type Finding, type Warning } from '../compile/parse-messages.ts';
import type { Decision } from '../model/expression.ts';
import type { Problem, SourceFile } from '../model/problem.ts';
import { compileDecision } from './decision.ts';

const moddle = new DmnModdle();

/**
 * Compiles the decisions of one DMN 1.3 file: decision tables with every hit policy, literal expressions, and decisions
 * that require other decisions of the file. With problems (zh-CN; they name decision, rule and cell) the decisions
 * concerned are left out. Never throws.
 */
export async function compileDecisions(
  file: SourceFile,
): Promise<{ readonly decisions: Decision[]; readonly problems: Problem[] }> {
  const problems: Problem[] = [];
  const report = (finding: Finding) =>
    problems.push({ severity: 'error', rule: 'decision', file: file.path, ...finding });
  const definitions = await read(file.text, report);
  if (!definitions) return { decisions: [], problems };
  const elements: readonly ModdleElement[] = definitions.drgElement ?? [];
  for (const element of elements.filter(
    (one) => is(one, 'dmn:BusinessKnowledgeModel') || is(one, 'dmn:DecisionService'),
  )) {
    report({ ...where(element), message: '暂不支持业务知识模型和决策服务，请改用决策表。', remedy: '改用决策表' });
  }
  const drawn = elements.filter((element) => is(element, 'dmn:Decision'));
  const decisions = new Map<string, Decision>();
  const underway = new Set<string>();
  const resolve = (id: string): Decision | undefined => {
    const element = drawn.find((one) => one.id === id);
    if (!element || decisions.has(id)) return decisions.get(id);
    if (underway.has(id)) {
      report({
        ...where(element),
        message: `决策“${title(element)}”绕了一圈又需要自己的结果，永远算不出来。`,
        remedy: '断开循环',
      });
      return undefined;
    }
    underway.add(id);
    const decision = compileDecision(element, resolve, report);
    if (decision) decisions.set(id, decision);
    return decision;
  };
  for (const element of drawn) {
    if (element.id === undefined)
      report({ message: `决策“${title(element)}”没有编号，流程无法引用。`, remedy: '填写编号' });
    else if (!underway.has(element.id)) resolve(element.id);
  }
  return { decisions: [...decisions.values()], problems };
}

async function read(text: string, report: (finding: Finding) => void): Promise<ModdleElement | undefined> {
  const limit = withinLimits(text);
  if (limit !== undefined) {
    report({ message: limit });
    return undefined;
  }
  try {
    const result = (await moddle.fromXML(text)) as { rootElement: ModdleElement; warnings: readonly Warning[] };
    const findings = [...result.warnings.map(explain), ...identify(result.rootElement)];
    for (const finding of findings) report(finding);
    return findings.length === 0 ? result.rootElement : undefined;
  } catch (error) {
    const { message, warnings = [] } = error as { message: string; warnings?: readonly Warning[] };
    for (const warning of [...warnings, { message }]) report(explain(warning));
    return undefined;
  }
}

const title = (element: ModdleElement): string => element.name || element.id || '未命名';

const where = (element: ModdleElement) => ({
  ...(element.id === undefined ? {} : { element: element.id }),
  ...(element.name ? { name: element.name } : {}),
});
