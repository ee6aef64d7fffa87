import { compileExpression, isUnfit, readFeel } from '../../expression/index.ts';
import { extension, type ModdleElement } from '../moddle.ts';
import { called, eventsOf, flowsOf, nodesOf, trimmed } from './drawn.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Every expression can be read and ends in time. */
export const expression: Rule = {
  name: 'expression',
  check({ definitions, report }) {
    for (const node of nodesOf(definitions)) {
      for (const { property, text, what, always } of textsOf(node))
        checkText(node, { property, text, what, always }, report);
    }
    for (const flow of flowsOf(definitions)) {
      const text = trimmed(flow.conditionExpression?.body);
      const what = `从${called(flow.sourceRef)}到${called(flow.targetRef)}的条件`;
      checkText(flow, { property: 'condition', text, what, always: true }, report);
    }
  },
};

interface Text {
  readonly property: string;
  readonly text: string;
  /** What the text is for, zh-CN. */
  readonly what: string;
  /** FEEL even without `=`. */
  readonly always?: boolean | undefined;
}

function checkText(
  element: ModdleElement,
  { property, text, what, always }: Text,
  report: RuleContext['report'],
): void {
  const read = readFeel(text);
  const feel = 'feel' in read ? read.feel : always ? read.constant.trim() : '';
  if (feel === '') return;
  const compiled = compileExpression(feel, 'expression');
  if (!isUnfit(compiled)) return;
  report(element, { property, message: `${what}写错了：${compiled.problem}`, remedy: '修改表达式' });
}

/** All texts of a node that may be FEEL, with the property of the panel that holds them. */
function textsOf(node: ModdleElement): readonly Text[] {
  const mapping = extension(node, 'zeebe:IoMapping');
  const assignment = extension(node, 'zeebe:AssignmentDefinition');
  const schedule = extension(node, 'zeebe:TaskSchedule');
  const of = (property: string, what: string, text: unknown, always?: boolean): Text => ({
    property,
    text: trimmed(text),
    what: `${called(node)}的${what}`,
    always,
  });
  const mapped = (property: string, what: string, parameters: readonly ModdleElement[] = []) =>
    parameters.map((one) => of(property, `${what}“${trimmed(one.target)}”`, one.source));
  return [
    of('assignment', '办理人', assignment?.assignee),
    of('assignment', '办理角色', assignment?.candidateGroups),
    of('assignment', '候选人', assignment?.candidateUsers),
    of('assignment', '回避人员', extension(node, 'onedoor:Assignment')?.excludedUsers),
    of('due', '时限', schedule?.dueDate),
    of('due', '跟进日期', schedule?.followUpDate),
    of('priority', '优先级', extension(node, 'zeebe:PriorityDefinition')?.priority),
    of('script', '表达式', extension(node, 'zeebe:Script')?.expression, true),
    ...mapped('inputs', '输入', mapping?.inputParameters),
    ...mapped('outputs', '输出', mapping?.outputParameters),
    ...loopTexts(node, of),
    of('activation', '激活条件', node.activationCondition?.body, true),
    of('condition', '完成条件', node.completionCondition?.body, true),
    of('active', '开始的步骤', extension(node, 'zeebe:AdHoc')?.activeElementsCollection, true),
    ...[node.messageRef].flatMap((sent) => (sent ? [of('message', '关联键', keyOf(sent), true)] : [])),
    ...eventsOf(node).flatMap((trigger) => [
      of('condition', '条件', trigger.condition?.body, true),
      of('timer', '时间', trigger.timeDate?.body),
      of('timer', '时间', trigger.timeDuration?.body),
      of('timer', '时间', trigger.timeCycle?.body),
      of('message', '关联键', trigger.messageRef && keyOf(trigger.messageRef), true),
    ]),
  ];
}

const keyOf = (message: ModdleElement): unknown => extension(message, 'zeebe:Subscription')?.correlationKey;

/** How often an activity is done. */
function loopTexts(
  { loopCharacteristics: loop }: ModdleElement,
  of: (property: string, what: string, text: unknown, always?: boolean) => Text,
): readonly Text[] {
  if (!loop) return [];
  const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
  return [
    of('loop', '循环条件', loop.loopCondition?.body, true),
    of('loop', '份数', loop.loopCardinality?.body, true),
    of('loop', '结束条件', loop.completionCondition?.body, true),
    of('loop', '名单', zeebe?.inputCollection, true),
    of('loop', '每份的结果', zeebe?.outputElement, true),
    ...((loop.complexBehaviorDefinition ?? []) as readonly ModdleElement[]).map(({ condition }) =>
      of('loop', '发出事件的条件', condition?.body, true),
    ),
  ];
}
