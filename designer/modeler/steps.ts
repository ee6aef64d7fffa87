/**
 * The steps an administrator can put into a procedure, in the words of the office rather than of BPMN.
 * Each says what it becomes; only what the engine runs is offered.
 */

export interface Step {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly icon: IconName;
  readonly type: string;
  readonly name?: string;
  readonly eventDefinitionType?: string;
  readonly expanded?: boolean;
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
  | 'stop';

export interface StepGroup {
  readonly title: string;
  readonly steps: readonly Step[];
}

const action = (type: string) => ({ 'zeebe:TaskDefinition': { type } });

export const stepGroups: readonly StepGroup[] = [
  {
    title: '人来办',
    steps: [
      {
        key: 'work',
        title: '办理步骤',
        hint: '一个人或一个角色填表',
        icon: 'person',
        type: 'bpmn:UserTask',
        name: '办理步骤',
      },
      {
        key: 'approve',
        title: '审批',
        hint: '同意、不同意',
        icon: 'stamp',
        type: 'bpmn:UserTask',
        name: '审批',
        extensions: {
          'zeebe:AssignmentDefinition': { candidateGroups: 'leader' },
          'zeebe:TaskSchedule': { dueDate: '=workdays(1)' },
        },
      },
    ],
  },
  {
    title: '系统做',
    steps: [
      {
        key: 'dispatch',
        title: '发交办单',
        hint: '交给部门，等它签收反馈',
        icon: 'send',
        type: 'bpmn:CallActivity',
        name: '发交办单',
        extensions: { 'zeebe:CalledElement': { processId: 'dispatch-order' } },
      },
      {
        key: 'notice',
        title: '发通知',
        hint: '给某个角色的站内通知',
        icon: 'bell',
        type: 'bpmn:SendTask',
        name: '发通知',
        extensions: action('notice.send'),
      },
      {
        key: 'document',
        title: '出文书',
        hint: '按模板生成',
        icon: 'paper',
        type: 'bpmn:ServiceTask',
        name: '出文书',
        extensions: action('document.generate'),
      },
      {
        key: 'rule',
        title: '按规则判定',
        hint: '用决策表',
        icon: 'rule',
        type: 'bpmn:BusinessRuleTask',
        name: '按规则判定',
      },
      {
        key: 'action',
        title: '其他动作',
        hint: '从动作目录里选',
        icon: 'gear',
        type: 'bpmn:ServiceTask',
        name: '系统动作',
      },
      {
        key: 'script',
        title: '计算',
        hint: '用公式算出一个值',
        icon: 'calculate',
        type: 'bpmn:ScriptTask',
        name: '计算',
      },
    ],
  },
  {
    title: '怎么走',
    steps: [
      { key: 'choose', title: '看条件走', hint: '按案情选一路', icon: 'fork', type: 'bpmn:ExclusiveGateway' },
      { key: 'together', title: '同时进行', hint: '几路一起办', icon: 'parallel', type: 'bpmn:ParallelGateway' },
      {
        key: 'time',
        title: '等时间',
        hint: '到某天再往下',
        icon: 'clock',
        type: 'bpmn:IntermediateCatchEvent',
        eventDefinitionType: 'bpmn:TimerEventDefinition',
        name: '等时间',
      },
      {
        key: 'message',
        title: '等消息',
        hint: '等签收、反馈等',
        icon: 'mail',
        type: 'bpmn:IntermediateCatchEvent',
        eventDefinitionType: 'bpmn:MessageEventDefinition',
        name: '等消息',
      },
      {
        key: 'group',
        title: '一组步骤',
        hint: '一起超期、一起中止',
        icon: 'box',
        type: 'bpmn:SubProcess',
        expanded: true,
        name: '一组步骤',
      },
      {
        key: 'call',
        title: '调用流程',
        hint: '转入另一个流程',
        icon: 'call',
        type: 'bpmn:CallActivity',
        name: '调用流程',
      },
      { key: 'end', title: '结束', hint: '这一路到此为止', icon: 'end', type: 'bpmn:EndEvent', name: '结束' },
      {
        key: 'stop',
        title: '全部结束',
        hint: '其余各路一并停止',
        icon: 'stop',
        type: 'bpmn:EndEvent',
        eventDefinitionType: 'bpmn:TerminateEventDefinition',
        name: '全部结束',
      },
    ],
  },
];

/** Events that sit on the edge of a step (“超时怎么走”“收到消息就中止”). */
export const boundarySteps: readonly (Step & { readonly interrupting: boolean })[] = [
  {
    key: 'late-also',
    title: '到时另办',
    hint: '原步骤继续',
    icon: 'clock',
    type: 'bpmn:BoundaryEvent',
    eventDefinitionType: 'bpmn:TimerEventDefinition',
    interrupting: false,
  },
  {
    key: 'late-stop',
    title: '到时中止',
    hint: '原步骤作废',
    icon: 'clock',
    type: 'bpmn:BoundaryEvent',
    eventDefinitionType: 'bpmn:TimerEventDefinition',
    interrupting: true,
  },
  {
    key: 'message-also',
    title: '收到消息另办',
    hint: '原步骤继续',
    icon: 'mail',
    type: 'bpmn:BoundaryEvent',
    eventDefinitionType: 'bpmn:MessageEventDefinition',
    interrupting: false,
  },
  {
    key: 'message-stop',
    title: '收到消息中止',
    hint: '原步骤作废',
    icon: 'mail',
    type: 'bpmn:BoundaryEvent',
    eventDefinitionType: 'bpmn:MessageEventDefinition',
    interrupting: true,
  },
  {
    key: 'error',
    title: '办不成时',
    hint: '系统动作报错',
    icon: 'stop',
    type: 'bpmn:BoundaryEvent',
    eventDefinitionType: 'bpmn:ErrorEventDefinition',
    interrupting: true,
  },
];

const kinds: Readonly<Record<string, string>> = {
  'bpmn:UserTask': '办理步骤',
  'bpmn:ServiceTask': '系统动作',
  'bpmn:SendTask': '发通知',
  'bpmn:ScriptTask': '计算',
  'bpmn:BusinessRuleTask': '按规则判定',
  'bpmn:ExclusiveGateway': '看条件走',
  'bpmn:ParallelGateway': '同时进行',
  'bpmn:SubProcess': '一组步骤',
  'bpmn:CallActivity': '调用流程',
  'bpmn:StartEvent': '开始',
  'bpmn:EndEvent': '结束',
  'bpmn:SequenceFlow': '走法',
  'bpmn:Process': '流程',
  'bpmn:Collaboration': '流程',
  'bpmn:TextAnnotation': '说明',
};

/** The office's word for an element, for the head of the panel. */
export function kindOf(element: {
  readonly type: string;
  readonly businessObject: { eventDefinitions?: readonly { $type: string }[] };
}): string {
  const definition = element.businessObject.eventDefinitions?.[0]?.$type;
  if (element.type === 'bpmn:IntermediateCatchEvent')
    return definition === 'bpmn:TimerEventDefinition' ? '等时间' : '等消息';
  if (element.type === 'bpmn:BoundaryEvent') {
    return definition === 'bpmn:TimerEventDefinition'
      ? '到时'
      : definition === 'bpmn:MessageEventDefinition'
        ? '收到消息'
        : '办不成时';
  }
  if (element.type === 'bpmn:EndEvent' && definition === 'bpmn:TerminateEventDefinition') return '全部结束';
  return kinds[element.type] ?? '元素';
}
