import type { Problem } from '../../model/problem.ts';
import { assignment } from './assignment.ts';
import { border } from './border.ts';
import { boundary } from './boundary.ts';
import { calledProcess } from './called-process.ts';
import { condition } from './condition.ts';
import { cycle } from './cycle.ts';
import { deadEnd } from './dead-end.ts';
import { deadline } from './deadline.ts';
import { decision } from './decision.ts';
import { defaultFlow } from './default-flow.ts';
import { errorCode } from './error-code.ts';
import { eventDefinition } from './event-definition.ts';
import { expression } from './expression.ts';
import { extensions } from './extensions.ts';
import { form } from './form.ts';
import { group } from './group.ts';
import { identity } from './identity.ts';
import { job } from './job.ts';
import { mapping } from './mapping.ts';
import { message } from './message.ts';
import { messageFlow } from './message-flow.ts';
import { name } from './name.ts';
import { overdue } from './overdue.ts';
import { process } from './process.ts';
import { references } from './references.ts';
import type { Rule, RuleContext } from './rule.ts';
import { script } from './script.ts';
import { stage } from './stage.ts';
import { start } from './start.ts';
import { timer } from './timer.ts';
import { unreachable } from './unreachable.ts';
import { unsupported } from './unsupported.ts';

export type { Report, Rule, RuleContext } from './rule.ts';

/** Every rule of publishing, in the order their findings are listed. */
export const rules: readonly Rule[] = [
  process,
  identity,
  references,
  border,
  start,
  deadEnd,
  unreachable,
  cycle,
  unsupported,
  extensions,
  eventDefinition,
  boundary,
  condition,
  defaultFlow,
  messageFlow,
  assignment,
  group,
  form,
  deadline,
  overdue,
  job,
  script,
  decision,
  calledProcess,
  message,
  timer,
  errorCode,
  mapping,
  expression,
  name,
  stage,
];

/** Runs all rules over one file that was parsed. */
export function checkRules(context: Omit<RuleContext, 'report'>): Problem[] {
  const problems: Problem[] = [];
  for (const rule of rules) {
    rule.check({
      ...context,
      report: (element, finding) =>
        problems.push({
          severity: 'error',
          rule: rule.name,
          file: context.file,
          ...(element.id === undefined ? {} : { element: element.id }),
          ...(element.name ? { name: element.name } : {}),
          ...finding,
        }),
    });
  }
  return problems;
}
