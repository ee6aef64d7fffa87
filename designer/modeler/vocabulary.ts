/**
 * The office's words for everything bpmn-js can draw: a title of few words and one line that explains it. One table for
 * the list of steps, the menus and the head of the panel; keys are those of bpmn-js's catalogue of entries.
 */
import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries.js';

export interface Words {
  readonly title: string;
  readonly hint: string;
}

/** What an entry of the catalogue draws. */
export interface Target {
  readonly type: string;
  readonly isExpanded?: boolean;
  readonly triggeredByEvent?: boolean;
  readonly isInterrupting?: boolean;
  readonly cancelActivity?: boolean;
  readonly eventDefinitionType?: string;
  readonly eventDefinitionAttrs?: Readonly<Record<string, unknown>>;
}

const say = (title: string, hint: string): Words => ({ title, hint });

export const vocabulary: Readonly<Record<string, Words>> = {
  task: say('普通步骤', '只写在图上，走到就过'),
  'user-task': say('办理步骤', '一个人或一个角色填表'),
  'service-task': say('系统动作', '从动作目录里选'),
  'send-task': say('发通知', '由系统发出'),
  'receive-task': say('等回音', '等一个消息，可限时、可重复'),
  'manual-task': say('线下办理', '线下做，系统不跟踪'),
  'rule-task': say('按规则判定', '用决策表'),
  'script-task': say('计算', '用公式算出一个值'),
  'call-activity': say('调用流程', '转入另一个流程'),
  transaction: say('可整体撤销的一组', '一旦取消，做过的逐一撤销'),
  'event-subprocess': say('随时可能发生的事', '办理期间一发生就办'),
  'collapsed-subprocess': say('一组步骤（收起）', '点开才看得到里面'),
  'expanded-subprocess': say('一组步骤', '一起超期、一起中止'),
  'collapsed-ad-hoc-subprocess': say('自由办理（收起）', '先后不限，点开才看得到'),
  'expanded-ad-hoc-subprocess': say('自由办理', '先后不限，做够就往下走'),
  'exclusive-gateway': say('看条件走', '按案情选一路'),
  'parallel-gateway': say('同时进行', '几路一起办'),
  'inclusive-gateway': say('可多选分支', '满足几条走几条'),
  'complex-gateway': say('来够就走', '几路里来够几路就往下走'),
  'event-based-gateway': say('看哪个先到', '几样事里先来哪样走哪路'),
  'data-store-reference': say('台账', '只画在图上'),
  'data-object-reference': say('材料', '只画在图上'),
  'expanded-pool': say('参与方', '一个单位的全部步骤'),
  'collapsed-pool': say('参与方（空）', '不画里面的步骤'),
  'none-start-event': say('开始', '由人登记后开始'),
  'none-intermediate-throwing': say('里程碑', '记一笔走到了这里'),
  'none-boundary-event': say('边上的事', '还没有选是哪种事'),
  'none-end-event': say('结束', '这一路到此为止'),
  'message-start': say('收到消息就开始', '外面来一个消息，开始一件'),
  'timer-start': say('到时间就开始', '每到一个时间，开始一件'),
  'conditional-start': say('条件满足就开始', '案情变成这样时开始'),
  'signal-start': say('听到广播就开始', '全镇的广播，人人听得到'),
  'error-start': say('出错就办', '里面报错时，接过来办'),
  'escalation-start': say('上报就办', '里面上报时，接过来办'),
  'compensation-start': say('撤销时办', '撤销这一组时怎么办'),
  'non-interrupting-message-start': say('收到消息另办', '原来的继续'),
  'non-interrupting-timer-start': say('到时间另办', '原来的继续'),
  'non-interrupting-conditional-start': say('条件满足另办', '原来的继续'),
  'non-interrupting-signal-start': say('听到广播另办', '原来的继续'),
  'non-interrupting-escalation-start': say('上报时另办', '原来的继续'),
  'message-intermediate-catch': say('等消息', '等签收、反馈等'),
  'message-intermediate-throw': say('发消息', '发给等着它的那一件'),
  'timer-intermediate-catch': say('等时间', '到某天再往下'),
  'escalation-intermediate-throw': say('上报', '告诉外面一层，自己继续'),
  'conditional-intermediate-catch': say('等条件满足', '案情变成这样再往下'),
  'link-intermediate-catch': say('跳到这里', '接住同名的“从这里跳走”'),
  'link-intermediate-throw': say('从这里跳走', '跳到同名的落点，省一条长线'),
  'compensation-intermediate-throw': say('撤销做过的', '让做过的步骤逐一撤销'),
  'signal-intermediate-catch': say('等广播', '全镇的广播，人人听得到'),
  'signal-intermediate-throw': say('发广播', '全镇等它的都收到'),
  'message-boundary': say('收到消息中止', '原步骤作废'),
  'timer-boundary': say('到时中止', '原步骤作废'),
  'escalation-boundary': say('上报就中止', '里面上报时，原步骤作废'),
  'conditional-boundary': say('条件满足中止', '原步骤作废'),
  'error-boundary': say('办不成时', '系统动作报错，改走这路'),
  'cancel-boundary': say('取消之后', '整组撤销完，从这里走'),
  'signal-boundary': say('听到广播中止', '原步骤作废'),
  'compensation-boundary': say('撤销时怎么办', '办完以后要撤销，就做这一步'),
  'non-interrupting-message-boundary': say('收到消息另办', '原步骤继续'),
  'non-interrupting-timer-boundary': say('到时另办', '原步骤继续'),
  'non-interrupting-escalation-boundary': say('上报时另办', '原步骤继续'),
  'non-interrupting-conditional-boundary': say('条件满足另办', '原步骤继续'),
  'non-interrupting-signal-boundary': say('听到广播另办', '原步骤继续'),
  'message-end': say('发消息并结束', '发出后这一路结束'),
  'escalation-end': say('上报并结束', '告诉外面一层，这一路结束'),
  'error-end': say('报错并结束', '这一组办不成，交给外面一层'),
  'cancel-end': say('取消整组', '只用在“可整体撤销的一组”里'),
  'compensation-end': say('撤销并结束', '做过的逐一撤销，这一路结束'),
  'signal-end': say('发广播并结束', '全镇等它的都收到'),
  'terminate-end': say('全部结束', '其余各路一并停止'),
};

interface Drawn {
  readonly type: string;
  readonly businessObject: {
    readonly eventDefinitions?: readonly { readonly $type: string }[];
    readonly triggeredByEvent?: boolean;
    readonly isInterrupting?: boolean;
    readonly cancelActivity?: boolean;
    readonly parallelMultiple?: boolean;
  };
}

const entries = Object.entries(PopupEntries as Readonly<Record<string, { readonly target: Target }>>);

/** The catalogue's key of what an element is drawn as; undefined for lines, labels and the like. */
export function entryOf({ type, businessObject: bo }: Drawn): string | undefined {
  const definition = bo.eventDefinitions?.[0]?.$type;
  const found = entries.filter(
    ([, { target }]) =>
      target.type === type &&
      target.eventDefinitionType === definition &&
      (target.triggeredByEvent === true) === (bo.triggeredByEvent === true),
  );
  const same = ({ target }: { readonly target: Target }) =>
    (target.isInterrupting ?? true) === (bo.isInterrupting !== false) &&
    (target.cancelActivity ?? true) === (bo.cancelActivity !== false);
  return (found.find(([key, entry]) => same(entry) && !key.startsWith('collapsed')) ?? found[0])?.[0];
}

/** What is drawn but is no step. */
const others: Readonly<Record<string, string>> = {
  'bpmn:SequenceFlow': '走法',
  'bpmn:Process': '流程',
  'bpmn:Collaboration': '流程',
  'bpmn:TextAnnotation': '说明',
  'bpmn:Association': '关联线',
  'bpmn:MessageFlow': '消息线',
  'bpmn:Lane': '泳道',
  'bpmn:Group': '分组框',
};

/** The office's word for an element, for the head of the panel. */
export function kindOf(element: Drawn): string {
  const several = (element.businessObject.eventDefinitions?.length ?? 0) > 1;
  if (several) return element.businessObject.parallelMultiple ? '几样都要等到' : '几样事之一';
  const key = entryOf(element);
  return (key && vocabulary[key]?.title) ?? others[element.type] ?? '元素';
}
