import type { Problem } from '../../model/problem.ts';
import { tidied } from '../../model/tidy.ts';
import { adHoc } from './ad-hoc.ts';
import { assignment } from './assignment.ts';
import { border } from './border.ts';
import { boundary } from './boundary.ts';
import { calledProcess } from './called-process.ts';
import { cancel } from './cancel.ts';
import { compensation } from './compensation.ts';
import { complexGateway } from './complex-gateway.ts';
import { condition } from './condition.ts';
import { conditional } from './conditional.ts';
import { cycle } from './cycle.ts';
import { dataReference } from './data-reference.ts';
import { deadEnd } from './dead-end.ts';
import { deadline } from './deadline.ts';
import { decision } from './decision.ts';
import { defaultFlow } from './default-flow.ts';
import { enumeration } from './enumeration.ts';
import { errorCode } from './error-code.ts';
import { escalation } from './escalation.ts';
import { eventDefinition } from './event-definition.ts';
import { eventGateway } from './event-gateway.ts';
import { eventPosition } from './event-position.ts';
import { eventSubProcess } from './event-sub-process.ts';
import { expression } from './expression.ts';
import { extensions } from './extensions.ts';
import { form } from './form.ts';
import { gatewayDirection } from './gateway-direction.ts';
import { group } from './group.ts';
import { identity } from './identity.ts';
import { instantiate } from './instantiate.ts';
import { interruption } from './interruption.ts';
import { job } from './job.ts';
import { lane } from './lane.ts';
import { link } from './link.ts';
import { loop } from './loop.ts';
import { mapping } from './mapping.ts';
import { message } from './message.ts';
import { messageFlow } from './message-flow.ts';
import { name } from './name.ts';
import { overdue } from './overdue.ts';
import { pool } from './pool.ts';
import { process } from './process.ts';
import { quantity } from './quantity.ts';
import { references } from './references.ts';
import type { Rule, RuleContext } from './rule.ts';
import { script } from './script.ts';
import { signal } from './signal.ts';
import { stage } from './stage.ts';
import { start } from './start.ts';
import { startEnd } from './start-end.ts';
import { timer } from './timer.ts';
import { unreachable } from './unreachable.ts';
import { unsupported } from './unsupported.ts';

export type { Report, Rule, RuleContext } from './rule.ts';

/** Every rule of publishing, in the order their findings are listed. */
export const rules: readonly Rule[] = [
  process,
  identity,
  references,
  enumeration,
  pool,
  lane,
  border,
  start,
  startEnd,
  deadEnd,
  unreachable,
  cycle,
  unsupported,
  extensions,
  eventDefinition,
  eventPosition,
  interruption,
  boundary,
  link,
  cancel,
  compensation,
  eventSubProcess,
  adHoc,
  eventGateway,
  complexGateway,
  instantiate,
  gatewayDirection,
  condition,
  defaultFlow,
  loop,
  quantity,
  messageFlow,
  dataReference,
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
  signal,
  escalation,
  conditional,
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
  return problems.map(tidied);
}
