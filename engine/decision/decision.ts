import { is, type ModdleElement } from '../compile/moddle.ts';
import type { Finding } from '../compile/parse-messages.ts';
import { compileExpression, isUnfit } from '../expression/index.ts';
import type { Decision } from '../model/expression.ts';
import type { Json } from '../model/variables.ts';
import type { Feel, Logic, Reporter } from './logic.ts';
import { compileTable } from './table.ts';

const KINDS: Readonly<Record<string, string>> = {
  'dmn:Context': '上下文',
  'dmn:Invocation': '调用',
  'dmn:Relation': '关系表',
  'dmn:List': '列表',
  'dmn:FunctionDefinition': '函数',
};

/**
 * Compiles a decision and what it requires. The results of required decisions are variables of their name and of their id.
 * Undefined when there were problems, which were reported.
 */
export function compileDecision(
  element: ModdleElement,
  resolve: (id: string) => Decision | undefined,
  report: (finding: Finding) => void,
): Decision | undefined {
  const id = element.id ?? '';
  const name = element.name || id;
  let sound = true;
  const problem = (message: string, remedy: string) => {
    sound = false;
    report({
      element: id,
      ...(element.name ? { name: element.name } : {}),
      property: 'decision',
      message: `决策“${name}”${message}`,
      remedy,
    });
  };
  const feel: Feel = (place, source, mode, tested) => {
    const compiled = compileExpression(source, mode, tested);
    if (!isUnfit(compiled)) return compiled;
    problem(`${place}：${compiled.problem}`, '修改表达式');
    return undefined;
  };
  const required = requirements(element, resolve, problem);
  const logic = compileLogic(element, { decision: id, feel, problem });
  if (!sound || !logic) return undefined;
  const given = new Set(required.flatMap(({ names }) => names));
  const outer = logic.reads.filter((read) => !given.has(read));
  return {
    id,
    name,
    reads: [...new Set([...outer, ...required.flatMap(({ decision }) => decision.reads)])].sort(),
    evaluate(variables, world) {
      const known: Record<string, Json> = { ...variables };
      for (const { decision, names } of required) {
        const { output } = decision.evaluate(variables, world);
        for (const one of names) known[one] = output;
      }
      return { decision: id, ...logic.evaluate(known, world) };
    },
  };
}

interface Requirement {
  readonly decision: Decision;
  readonly names: readonly string[];
}

function requirements(
  element: ModdleElement,
  resolve: (id: string) => Decision | undefined,
  problem: Reporter['problem'],
): Requirement[] {
  const needs: readonly ModdleElement[] = element.informationRequirement ?? [];
  return needs.flatMap(({ requiredDecision }) => {
    if (!requiredDecision) return [];
    const href: string = requiredDecision.href ?? '';
    const decision = href.startsWith('#') ? resolve(href.slice(1)) : undefined;
    if (!decision) {
      problem(`需要决策“${href.replace(/^#/, '')}”的结果，但本文件里没有可用的这个决策。`, '改正依赖');
      return [];
    }
    return [{ decision, names: [decision.id, decision.name] }];
  });
}

function compileLogic(element: ModdleElement, reporter: Reporter): Logic | undefined {
  const logic: ModdleElement | undefined = element.decisionLogic;
  if (!logic) {
    reporter.problem('还没有内容，流程走到这里得不到结果。', '填写决策表');
    return undefined;
  }
  if (is(logic, 'dmn:DecisionTable')) return compileTable(logic, reporter);
  if (!is(logic, 'dmn:LiteralExpression')) {
    reporter.problem(`用了暂不支持的“${KINDS[logic.$type] ?? logic.$type}”，请改用决策表。`, '改用决策表');
    return undefined;
  }
  const expression = reporter.feel('的表达式', logic.text ?? '', 'expression');
  if (!expression) return undefined;
  return {
    reads: expression.reads,
    evaluate: (variables, world) => ({ inputs: {}, matched: [], output: expression.evaluate(variables, world) }),
  };
}
