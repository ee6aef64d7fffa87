/**
 * The steps an administrator can put into a procedure, in the words of the office rather than of BPMN: a short set for
 * every day. `moreSteps.ts` has all the others that the engine runs.
 */

export interface Step {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  /** A line icon of ours, or the sign that bpmn-js draws (`bpmn-icon-…`). */
  readonly icon: IconName | `bpmn-icon-${string}`;
  readonly type: string;
  readonly name?: string;
  readonly eventDefinitionType?: string;
  readonly expanded?: boolean;
  readonly triggeredByEvent?: boolean;
  /** Of an event on a step's edge or at the start of an event sub-process. */
  readonly interrupting?: boolean;
  /** Extension elements it starts with: type → properties. */
  readonly extensions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type IconName =
  | 'person'
  | 'stamp'
  | 'send'
  | 'bell'
  | 'paper'
  | 'rule'
  | 'gear'
  | 'calculate'
  | 'fork'
  | 'parallel'
  | 'clock'
  | 'mail'
  | 'box'
  | 'call'
  | 'end'
  | 'stop'
  | 'repeat'
  | 'signal'
  | 'link'
  | 'undo'
  | 'raise'
  | 'data';

export interface StepGroup {
  readonly title: string;
  readonly steps: readonly Step[];
}

const action = (type: string) => ({ 'zeebe:TaskDefinition': { type } });
const timer = 'bpmn:TimerEventDefinition';
const message = 'bpmn:MessageEventDefinition';

const work: Step = {
  ...{ key: 'work', title: '办理步骤', hint: '一个人或一个角色填表', icon: 'person' },
  ...{ type: 'bpmn:UserTask', name: '办理步骤' },
};
const approve: Step = {
  ...{ key: 'approve', title: '审批', hint: '同意、不同意', icon: 'stamp', type: 'bpmn:UserTask', name: '审批' },
  extensions: {
    'zeebe:AssignmentDefinition': { candidateGroups: 'leader' },
    'zeebe:TaskSchedule': { dueDate: '=workdays(1)' },
  },
};
const dispatch: Step = {
  ...{ key: 'dispatch', title: '发交办单', hint: '交给部门，等它签收反馈', icon: 'send' },
  ...{ type: 'bpmn:CallActivity', name: '发交办单' },
  extensions: { 'zeebe:CalledElement': { processId: 'dispatch-order' } },
};
const notice: Step = {
  ...{ key: 'notice', title: '发通知', hint: '给某个角色的站内通知', icon: 'bell' },
  ...{ type: 'bpmn:SendTask', name: '发通知', extensions: action('notice.send') },
};
const document: Step = {
  ...{ key: 'document', title: '出文书', hint: '按模板生成', icon: 'paper' },
  ...{ type: 'bpmn:ServiceTask', name: '出文书', extensions: action('document.generate') },
};
const rule: Step = {
  ...{ key: 'rule', title: '按规则判定', hint: '用决策表', icon: 'rule' },
  ...{ type: 'bpmn:BusinessRuleTask', name: '按规则判定' },
};
const other: Step = {
  ...{ key: 'action', title: '其他动作', hint: '从动作目录里选', icon: 'gear' },
  ...{ type: 'bpmn:ServiceTask', name: '系统动作' },
};
const script: Step = {
  ...{ key: 'script', title: '计算', hint: '用公式算出一个值', icon: 'calculate' },
  ...{ type: 'bpmn:ScriptTask', name: '计算' },
};
const choose: Step = {
  ...{ key: 'choose', title: '看条件走', hint: '按案情选一路', icon: 'fork', type: 'bpmn:ExclusiveGateway' },
};
const together: Step = {
  ...{ key: 'together', title: '同时进行', hint: '几路一起办', icon: 'parallel', type: 'bpmn:ParallelGateway' },
};
const time: Step = {
  ...{ key: 'time', title: '等时间', hint: '到某天再往下', icon: 'clock', name: '等时间' },
  ...{ type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: timer },
};
const mail: Step = {
  ...{ key: 'message', title: '等消息', hint: '等签收、反馈等', icon: 'mail', name: '等消息' },
  ...{ type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: message },
};
const group: Step = {
  ...{ key: 'group', title: '一组步骤', hint: '一起超期、一起中止', icon: 'box', name: '一组步骤' },
  ...{ type: 'bpmn:SubProcess', expanded: true },
};
const call: Step = {
  ...{ key: 'call', title: '调用流程', hint: '转入另一个流程', icon: 'call' },
  ...{ type: 'bpmn:CallActivity', name: '调用流程' },
};
const end: Step = {
  ...{ key: 'end', title: '结束', hint: '这一路到此为止', icon: 'end', type: 'bpmn:EndEvent', name: '结束' },
};
const stop: Step = {
  ...{ key: 'stop', title: '全部结束', hint: '其余各路一并停止', icon: 'stop', name: '全部结束' },
  ...{ type: 'bpmn:EndEvent', eventDefinitionType: 'bpmn:TerminateEventDefinition' },
};

export const stepGroups: readonly StepGroup[] = [
  { title: '人来办', steps: [work, approve] },
  { title: '系统做', steps: [dispatch, notice, document, rule, other, script] },
  { title: '怎么走', steps: [choose, together, time, mail, group, call, end, stop] },
];

/** Steps whose title or explanation holds the words; groups that have none left go. */
export function findSteps(groups: readonly StepGroup[], words: string): readonly StepGroup[] {
  const wanted = words.trim();
  return groups
    .map((one) => ({ ...one, steps: one.steps.filter(({ title, hint }) => `${title}${hint}`.includes(wanted)) }))
    .filter(({ steps }) => steps.length > 0);
}
