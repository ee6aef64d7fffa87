import { Select } from 'antd';
import { readMessage, writeMessage } from './eventDefinition.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** 等什么消息: one of the catalogue (签收、退单、反馈 …) and how it finds this case. */
export function Message() {
  const { modeler, element, catalogue } = usePanel();
  const problem = useProblem('message', 'correlation');
  const { name, key } = readMessage(element);
  return (
    <Section
      icon="mail"
      title="等什么消息"
      answer={catalogue.messages.find((message) => message.name === name)?.title ?? (name || '未选')}
      id="message"
    >
      <Field problem={problem}>
        <Select
          aria-label="消息"
          placeholder="从消息目录里选"
          value={name || null}
          status={problem ? 'error' : ''}
          onChange={(next: string) =>
            writeMessage(
              modeler,
              element,
              next,
              catalogue.messages.find((message) => message.name === next)?.key ?? '=case',
            )
          }
          options={catalogue.messages.map((message) => ({ value: message.name, label: message.title }))}
        />
      </Field>
      <Field label="凭什么认出是本案" help="收到的消息与这个值相同才算本案的。">
        <TextField label="关联键" mono value={key} onCommit={(next) => writeMessage(modeler, element, name, next)} />
      </Field>
    </Section>
  );
}
