import { DmnModdle } from 'dmn-moddle';
import { descend, type ModdleElement } from '../compile/moddle.ts';
import { identify } from '../compile/parse-ids.ts';
import { withinLimits } from '../compile/parse-limits.ts';
import { explain, type Finding, type Warning } from '../compile/parse-messages.ts';
import { checkedExtent } from '../expression/feel.ts';
import { toJson } from '../expression/json.ts';
import type { Decision } from '../model/expression.ts';
import type { Problem, SourceFile } from '../model/problem.ts';
import { compileGraph } from './graph.ts';
import type { DecisionNode, ServiceNode } from './node.ts';
import { Session } from './session.ts';

const moddle = new DmnModdle();

/** Most characters of FEEL in one file: reading them takes less than a second. */
const MOST_FEEL = 256 * 1024;

/**
 * Compiles the decisions and decision services of one DMN 1.3 file: every boxed expression, all hit policies, knowledge
 * models, item definitions and requirements of any depth. With problems (zh-CN; they name decision, rule and cell) the
 * decisions concerned are left out. Never throws.
 */
export async function compileDecisions(
  file: SourceFile,
): Promise<{ readonly decisions: Decision[]; readonly problems: Problem[] }> {
  const problems: Problem[] = [];
  const report = (finding: Finding) =>
    problems.push({ severity: 'error', rule: 'decision', file: file.path, ...finding });
  const definitions = await read(file.text, report);
  if (!definitions) return { decisions: [], problems };
  if ((definitions.import ?? []).length > 0) {
    report({ message: '引用了其他文件里的模型，发布后无法取得。', remedy: '把内容放进本文件' });
  }
  if (feelIn(definitions) > MOST_FEEL) {
    report({ message: '文件里的表达式总共超过 256 KB，无法保存。请拆分成几个文件。' });
    return { decisions: [], problems };
  }
  const nodes = compileGraph(definitions, report);
  const decisions = nodes.filter((node) => node.kind === 'decision' || 'service' in node).map(decisionOf);
  return { decisions, problems };
}

function feelIn(definitions: ModdleElement): number {
  let total = 0;
  for (const { text } of descend(definitions)) if (typeof text === 'string') total += text.length;
  return total;
}

/** A decision or service as the process sees it: JSON goes in and comes out. */
function decisionOf(node: DecisionNode | ServiceNode): Decision {
  return {
    id: node.id,
    name: node.title,
    reads: node.reads,
    evaluate(variables, world) {
      const session = new Session(variables, world);
      const value = session.result(node);
      checkedExtent(value, node.id);
      const output = toJson(value, node.id);
      const [last, ...earlier] = session.evaluations.toReversed();
      return { ...last!, output, required: earlier.toReversed() };
    },
  };
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
