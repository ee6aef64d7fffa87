import type { ComponentType } from 'react';
import { kindOf } from '../modeler/steps.ts';
import { Action } from './Action.tsx';
import { Call } from './Call.tsx';
import { Decision } from './Decision.tsx';
import { ErrorCode } from './ErrorCode.tsx';
import { Flow } from './Flow.tsx';
import { Form } from './Form.tsx';
import { General, Name } from './General.tsx';
import { HowLong } from './HowLong.tsx';
import { Message } from './Message.tsx';
import { Notify } from './Notify.tsx';
import { Overdue } from './Overdue.tsx';
import { Panel as Context, type PanelContext } from './panelContext.ts';
import { Script } from './Script.tsx';
import { Stage } from './Stage.tsx';
import { Timer } from './Timer.tsx';
import { Who } from './Who.tsx';

/** The questions that each kind of element answers, in the order they are asked. */
const sections: Readonly<Record<string, readonly ComponentType[]>> = {
  'bpmn:UserTask': [Who, HowLong, Overdue, Notify, Form, Stage],
  'bpmn:ServiceTask': [Action, Stage],
  'bpmn:SendTask': [Action, Stage],
  'bpmn:BusinessRuleTask': [Decision, Stage],
  'bpmn:ScriptTask': [Script, Stage],
  'bpmn:CallActivity': [Call, Stage],
  'bpmn:SubProcess': [Stage],
  'bpmn:SequenceFlow': [Flow],
};

const bySign: Readonly<Record<string, ComponentType>> = {
  'bpmn:TimerEventDefinition': Timer,
  'bpmn:MessageEventDefinition': Message,
  'bpmn:ErrorEventDefinition': ErrorCode,
};

/** The properties panel: 谁来办 · 多久 · 超期怎么办 · 通知谁 · 表单, in questions rather than properties. */
export function PropertiesPanel(context: PanelContext) {
  const { element } = context;
  const sign = element.businessObject.eventDefinitions?.[0]?.$type as string | undefined;
  const shown = sections[element.type] ?? (sign && bySign[sign] ? [bySign[sign]] : []);
  return (
    <Context.Provider value={context}>
      <aside className="od-panel" aria-label="这一步的设置" key={element.id}>
        <div className="od-panel-head">
          <span className="od-kind">{kindOf(element)}</span>
          <Name />
        </div>
        {shown.map((Shown, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of an element type never changes
          <Shown key={index} />
        ))}
        <General />
      </aside>
    </Context.Provider>
  );
}
