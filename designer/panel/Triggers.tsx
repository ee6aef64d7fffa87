import { Button, Segmented, Select } from 'antd';
import type { ComponentType } from 'react';
import type { ModdleElement, Modeling } from '../modeler/types.ts';
import { Code } from './Code.tsx';
import { Jump } from './Jump.tsx';
import { Message } from './Message.tsx';
import { usePanel } from './panelContext.ts';
import { Section } from './Section.tsx';
import { Sends } from './Sends.tsx';
import { Timer } from './Timer.tsx';
import {
  addable,
  addTrigger,
  canAwaitAll,
  definitionsOf,
  positionOf,
  removeTrigger,
  type Trigger,
  triggerOf,
  triggerWords,
} from './triggers.ts';
import { Undoing } from './Undoing.tsx';
import { Until } from './Until.tsx';

type Editor = ComponentType<{ definition: ModdleElement }>;

const editors: Readonly<Partial<Record<Trigger, Editor>>> = {
  Timer,
  Message: Sent,
  Signal: ({ definition }) => <Code kind="signal" definition={definition} />,
  Error: ({ definition }) => <Code kind="error" definition={definition} />,
  Escalation: ({ definition }) => <Code kind="escalation" definition={definition} />,
  Conditional: Until,
  Link: Jump,
  Compensate: Undoing,
};

/** What is thrown alone may be sent by an action of the catalogue. */
function Sent({ definition }: { definition: ModdleElement }) {
  const bo = usePanel().element.businessObject;
  const throws = ['throw', 'end'].includes(positionOf(bo) ?? '');
  return throws && definitionsOf(bo).length === 1 ? <Sends holder={definition} /> : <Message holder={definition} />;
}

/** What an event waits for or sends: one section each, and several at once. */
export function Triggers() {
  const { modeler, element } = usePanel();
  const bo = element.businessObject;
  const definitions = definitionsOf(bo);
  const more = addable(bo);
  const catches = !['throw', 'end'].includes(positionOf(bo) ?? '');
  return (
    <>
      {definitions.map((definition) => {
        const Shown = editors[triggerOf(definition)];
        return (
          <div key={definition.id ?? definitions.indexOf(definition)}>
            {Shown ? <Shown definition={definition} /> : null}
            {definitions.length > 1 ? (
              <Button
                type="text"
                size="small"
                danger
                className="od-drop"
                onClick={() => removeTrigger(modeler, element, definition)}
              >
                去掉“{triggerWords[triggerOf(definition)]}”
              </Button>
            ) : null}
          </div>
        );
      })}
      {more.length ? (
        <Section
          icon="parallel"
          title={catches ? '还等别的' : '还发别的'}
          answer={definitions.length > 1 ? '几样' : '不'}
        >
          <Select<Trigger>
            className="od-wide"
            aria-label="再加一样"
            placeholder="再加一样"
            value={null as unknown as Trigger}
            onChange={(trigger) => addTrigger(modeler, element, trigger)}
            options={more.map((value) => ({ value, label: triggerWords[value] }))}
          />
          {definitions.length > 1 && canAwaitAll(bo) ? (
            <Segmented
              className="od-field"
              aria-label="几样事怎么算"
              block
              value={bo.parallelMultiple ? 'all' : 'any'}
              onChange={(next) =>
                modeler.get<Modeling>('modeling').updateProperties(element, { parallelMultiple: next === 'all' })
              }
              options={[
                { value: 'any', label: '来一样就算' },
                { value: 'all', label: '都要等到' },
              ]}
            />
          ) : null}
        </Section>
      ) : null}
    </>
  );
}
