/** Which questions of the panel an element answers, in the order they are asked. */
import { type ComponentType, createElement } from 'react';
import type { Element } from '../modeler/types.ts';
import { Action } from './Action.tsx';
import { AdHoc } from './AdHoc.tsx';
import { Begins } from './Begins.tsx';
import { Call } from './Call.tsx';
import { Decision } from './Decision.tsx';
import { Flow } from './Flow.tsx';
import { Form } from './Form.tsx';
import { Gathering } from './Gathering.tsx';
import { HowLong } from './HowLong.tsx';
import { Interrupting } from './Interrupting.tsx';
import { Message } from './Message.tsx';
import { Notify } from './Notify.tsx';
import { Overdue } from './Overdue.tsx';
import { usePanel } from './panelContext.ts';
import { Repeats } from './Repeats.tsx';
import { Script } from './Script.tsx';
import { Sends } from './Sends.tsx';
import { Stage } from './Stage.tsx';
import { Triggers } from './Triggers.tsx';
import { definitionsOf, positionOf } from './triggers.ts';
import { Urgency } from './Urgency.tsx';
import { VersionTag } from './VersionTag.tsx';
import { Ways } from './Ways.tsx';
import { Who } from './Who.tsx';

/** What a receive task waits for: the message stands at the task itself. */
const Awaited = () => createElement(Message, { holder: usePanel().element.businessObject });
const activity: readonly ComponentType[] = [Ways, Repeats, Stage];

const byType: Readonly<Record<string, readonly ComponentType[]>> = {
  'bpmn:Task': activity,
  'bpmn:ManualTask': activity,
  'bpmn:UserTask': [Who, HowLong, Urgency, Repeats, Overdue, Notify, Form, Ways, Stage],
  'bpmn:ServiceTask': [Action, ...activity],
  'bpmn:SendTask': [Sends, ...activity],
  'bpmn:ReceiveTask': [Awaited, Begins, ...activity],
  'bpmn:BusinessRuleTask': [Decision, ...activity],
  'bpmn:ScriptTask': [Script, ...activity],
  'bpmn:CallActivity': [Call, ...activity],
  'bpmn:SubProcess': activity,
  'bpmn:Transaction': activity,
  'bpmn:AdHocSubProcess': [AdHoc, ...activity],
  'bpmn:ExclusiveGateway': [Ways],
  'bpmn:InclusiveGateway': [Ways],
  'bpmn:ComplexGateway': [Gathering, Ways],
  'bpmn:EventBasedGateway': [Begins],
  'bpmn:SequenceFlow': [Flow],
  'bpmn:Process': [VersionTag],
  'bpmn:Participant': [VersionTag],
};

/** The sections of an element; of an event they come from where it stands and what it waits for or sends. */
export function sectionsOf({ type, businessObject: bo }: Element): readonly ComponentType[] {
  const position = positionOf(bo);
  if (!position) return bo.triggeredByEvent ? [Stage] : (byType[type] ?? []);
  const asked = definitionsOf(bo).length > 0 ? [Triggers] : [];
  const interrupting = position === 'boundary' || position === 'event-sub-process' ? [Interrupting] : [];
  return [...asked, ...interrupting];
}
