import type { Command } from '../../engine/model/command.ts';
import type { HistoryEvent } from '../../engine/model/event.ts';
import type { IncidentCode } from '../../engine/model/instance.ts';
import type { MigrationLine, MigrationProblem } from '../../engine/model/operation.ts';
import type { FlowNode, NodeKind } from '../../engine/model/procedure.ts';
import type { Rejection } from '../../engine/model/rejection.ts';

/** Why work stopped and what to do about it, in words of those who mend it. */
export const incidentWords: Readonly<Record<IncidentCode, { readonly cause: string; readonly remedy: string }>> = {
  evaluation: {
    cause: '这一步的公式算不出结果，多半是缺少某项事实，或事实的类型不对',
    remedy: '补上或更正事实后重试；公式本身写错的，改好流程后迁移到新版',
  },
  'no-condition': {
    cause: '没有一条去路的条件成立，也没有默认去路',
    remedy: '更正决定去路的事实后重试；条件不全的，改好流程后迁移到新版',
  },
  'no-hands': {
    cause: '没有人能办这一步：岗位上没有在岗人员，或都须回避',
    remedy: '在人员管理中给这个岗位安排人，然后重试',
  },
  'uncaught-error': {
    cause: '办理中出现了流程没有安排去处的错误',
    remedy: '排除错误的起因后重试；确实办不了的，跳过这一步或改到别的步骤',
  },
  'job-failed': {
    cause: '系统自动办理的这一步多次尝试都没有成功',
    remedy: '核对它要用的事实和外部服务，排除后重试；已用其他办法办妥的，可以跳过',
  },
  'no-process': {
    cause: '要调用的流程没有发布，或已停用',
    remedy: '发布或启用那个流程，然后重试',
  },
  'call-depth': {
    cause: '流程一层套一层，超过了 16 层',
    remedy: '检查流程是否互相调用，改好后迁移到新版，或撤销',
  },
  activations: {
    cause: '这一件走过的步骤超过了 10,000 步，可能在打转',
    remedy: '检查流程是否回头太多次，改好后迁移到新版，或撤销',
  },
  variables: {
    cause: '记下的事实太多，超过了允许的大小',
    remedy: '清空不再需要的事实，然后重试',
  },
  loop: {
    cause: '流程在几个判断之间打转，停不下来',
    remedy: '更正决定去路的事实后重试；画错了的，改好流程后迁移到新版',
  },
  bodies: {
    cause: '同一步要同时办的份数超过了 500 份',
    remedy: '更正决定份数的事实，然后重试',
  },
  'no-cancel': {
    cause: '流程要求整段撤回，却没有画撤回后的去处',
    remedy: '改到别的步骤继续，或改好流程后迁移到新版',
  },
};

/** What a command is called in the history. */
export const commandWords: Readonly<Record<Command['type'], string>> = {
  start: '开始',
  'task.claim': '签收任务',
  'task.release': '退回任务',
  'task.transfer': '转交任务',
  'task.complete': '完成任务',
  'task.delegate': '委托办理',
  'task.resolve': '交回委托',
  'task.return': '退回上一步',
  'job.complete': '自动办理完成',
  'job.fail': '自动办理未成功',
  'job.error': '自动办理出现错误',
  'timer.fire': '到时',
  message: '收到消息',
  signal: '收到通知',
  activate: '选办一步',
  'variables.set': '更正事实',
  'incident.resolve': '重试',
  'incident.skip': '跳过',
  suspend: '暂停',
  resume: '恢复',
  modify: '调整所在步骤',
  migrate: '迁移到另一版',
  cancel: '撤销',
  continue: '继续',
};

/** What an event is called in a table. */
export const eventWords: Readonly<Record<HistoryEvent['type'], string>> = {
  'instance.started': '开始',
  'instance.completed': '办结',
  'instance.terminated': '按流程终止',
  'instance.cancelled': '撤销',
  'instance.suspended': '暂停',
  'instance.resumed': '恢复',
  modified: '调整所在步骤',
  migrated: '迁移到另一版',
  entered: '到了',
  left: '离开',
  flow: '走过',
  called: '转到另一流程',
  'task.claimed': '签收任务',
  'task.released': '退回任务',
  'task.transferred': '转交任务',
  'task.completed': '完成任务',
  'task.delegated': '委托办理',
  'task.resolved': '交回委托',
  'task.returned': '退回上一步',
  'job.completed': '自动办理完成',
  'job.failed': '自动办理未成功',
  'error.thrown': '出现错误',
  'escalation.thrown': '上报',
  'signal.thrown': '发出通知',
  'signal.received': '收到通知',
  'message.thrown': '发出消息',
  'message.received': '收到消息',
  'compensation.thrown': '撤回做过的步骤',
  'condition.met': '条件成立',
  activated: '选办一步',
  'timer.fired': '到时',
  'variables.set': '记下事实',
  'decision.evaluated': '按规则得出结果',
  'incident.raised': '停住',
  'incident.resolved': '重试',
  'incident.skipped': '跳过',
};

/** What an element is when nobody named it, by the end of its kind. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/StartEvent$|^startEvent$/, '开始'],
  [/EndEvent$|^endEvent$/, '结束'],
  [/^timer/, '等到时间'],
  [/^message.*(Catch|Boundary)/, '等消息'],
  [/^signal.*(Catch|Boundary)/, '等通知'],
  [/^conditional/, '等条件成立'],
  [/BoundaryEvent$/, '例外处理'],
  [/CatchEvent$/, '等待'],
  [/ThrowEvent$|^throwEvent$/, '发出通知'],
  [/^parallelGateway$/, '同时进行'],
  [/^eventBasedGateway$/, '等先发生的一个'],
  [/Gateway$/, '判断'],
  [/^callActivity$/, '转到另一流程'],
  [/^(serviceTask|scriptTask|businessRuleTask)$/, '自动办理'],
  [/^sendTask$/, '发送'],
  [/^receiveTask$/, '等消息'],
  [/[tT]ask$/, '办理'],
  [/ubProcess$|^transaction$/, '一段流程'],
];

export const kindWords = (kind: NodeKind): string => kinds.find(([pattern]) => pattern.test(kind))?.[1] ?? '步骤';

export const nameOf = (node: Pick<FlowNode, 'name' | 'kind'>): string => node.name || kindWords(node.kind);

export const lineWords: Readonly<Record<MigrationLine['because'], string>> = {
  same: '同一步骤',
  renamed: '按名称对应',
  gone: '新版里没有这一步',
  'other-kind': '新版里这一步换了类型',
  'other-scope': '新版里这一步挪到了别的段落',
};

export const problemWords: Readonly<Record<MigrationProblem['code'], string>> = {
  unmapped: '停在这一步，但没有指定新版里的去处',
  'unknown-element': '指定的去处在新版里不存在',
  'other-kind': '指定的去处与原步骤类型不同',
  'other-scope': '指定的去处不在对应的段落里',
  'unknown-flow': '等待汇合的去路在新版里找不到对应',
  'wrong-version': '已不在原来的版本上',
  'not-active': '已经办结',
  'work-left': '还有未做完的自动办理，稍后再试',
  compensation: '做过的步骤将来可能要撤回，新版里没有对应',
  loop: '正在逐份办理，新版里的份数方式不同',
};

/** Why the engine refused a command of an administrator, where it is not said more closely by `sayRefusal`. */
export const refusalWords: Readonly<Record<Rejection['code'], string>> = {
  'not-found': '没有找到这一件，或它的状态已经变化，请刷新',
  conflict: '这一件的状态已经变化，不能再这样处理，请刷新',
  invalid: '这样处理不可行，请核对所选的步骤和事实',
  forbidden: '没有权限这样处理',
  budget: '超出了系统允许的规模',
};

const commandRefusals: Readonly<Record<string, string>> = {
  'incident.skip conflict': '这一步不能直接跳过，请补上事实后重试，或改到别的步骤',
  'modify conflict': '不能这样调整：所选的步骤现在不能增减，或两处相互牵连',
  'modify invalid': '不能这样调整：请在同一段流程里选择目标步骤',
  'modify not-found': '所选的位置已经变化，请刷新后再选',
  'migrate conflict': '不能按这个方案迁移，请先试迁移，按提示补全对应的步骤',
  'migrate invalid': '不能按这个方案迁移，请先试迁移，按提示补全对应的步骤',
};

/** Why the engine refused this command. */
export function sayRefusal({ code, allowed }: Pick<Rejection, 'code' | 'allowed'>, asked?: Command['type']): string {
  if (code === 'conflict' && asked !== 'resume' && allowed?.includes('resume')) return '这一件已暂停，恢复后再处理';
  return commandRefusals[`${asked} ${code}`] ?? refusalWords[code];
}
