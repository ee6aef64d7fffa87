import type { ModdleElement } from '../moddle.ts';
import { eventsOf } from './drawn.ts';

const KINDS: Readonly<Record<string, string>> = {
  'bpmn:Task': '普通任务',
  'bpmn:ManualTask': '手工任务',
  'bpmn:ReceiveTask': '接收任务',
  'bpmn:UserTask': '人工任务',
  'bpmn:ServiceTask': '自动任务',
  'bpmn:SendTask': '发送任务',
  'bpmn:ScriptTask': '脚本任务',
  'bpmn:BusinessRuleTask': '规则任务',
  'bpmn:CallActivity': '调用流程',
  'bpmn:SubProcess': '子流程',
  'bpmn:AdHocSubProcess': '自由子流程',
  'bpmn:Transaction': '事务子流程',
  'bpmn:ExclusiveGateway': '排他网关',
  'bpmn:ParallelGateway': '并行网关',
  'bpmn:InclusiveGateway': '包容网关',
  'bpmn:ComplexGateway': '复杂网关',
  'bpmn:EventBasedGateway': '事件网关',
  'bpmn:StartEvent': '开始事件',
  'bpmn:EndEvent': '结束事件',
  'bpmn:BoundaryEvent': '边界事件',
  'bpmn:IntermediateCatchEvent': '中间捕获事件',
  'bpmn:IntermediateThrowEvent': '中间抛出事件',
  'bpmn:ChoreographyTask': '编排任务',
  'bpmn:SubChoreography': '子编排',
  'bpmn:CallChoreography': '调用编排',
  'bpmn:DataObject': '数据对象',
  'bpmn:DataObjectReference': '数据对象',
  'bpmn:DataStoreReference': '数据存储',
};

const TRIGGERS: Readonly<Record<string, string>> = {
  'bpmn:MessageEventDefinition': '消息',
  'bpmn:TimerEventDefinition': '定时',
  'bpmn:SignalEventDefinition': '信号',
  'bpmn:ErrorEventDefinition': '错误',
  'bpmn:EscalationEventDefinition': '升级',
  'bpmn:ConditionalEventDefinition': '条件',
  'bpmn:CompensateEventDefinition': '补偿',
  'bpmn:CancelEventDefinition': '取消',
  'bpmn:LinkEventDefinition': '链接',
  'bpmn:TerminateEventDefinition': '终止',
};

/** What an element is called in the palette: “包容网关”, “信号开始事件”, “多实例人工任务”, “事件子流程”. */
export function kindName(element: ModdleElement): string {
  const base =
    element.triggeredByEvent === true ? '事件子流程' : (KINDS[element.$type] ?? element.$type.replace('bpmn:', ''));
  const [trigger, ...more] = eventsOf(element);
  const triggered = more.length > 0 ? `多重${base}` : `${trigger ? (TRIGGERS[trigger.$type] ?? '') : ''}${base}`;
  if (element.loopCharacteristics?.$type === 'bpmn:MultiInstanceLoopCharacteristics') return `多实例${triggered}`;
  if (element.loopCharacteristics) return `循环${triggered}`;
  return element.isForCompensation === true ? `补偿${triggered}` : triggered;
}
